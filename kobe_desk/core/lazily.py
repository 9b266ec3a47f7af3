"""Packages that import a part when one of its names is first asked for: the first page needs few of them."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def offering(package: str, **parts: str) -> Callable[[str], Any]:
    """The `__getattr__` of a package (PEP 562): each part with the names it offers (never its own)."""
    homes = {name: part for part, names in parts.items() for name in names.split()}

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return find
