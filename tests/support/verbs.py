"""Every verb and question of every module, with what it declares."""

from importlib import import_module
from pkgutil import walk_packages

from kobe_desk.core import database
from kobe_desk.core.permission import REGISTRY, Declared
from kobe_desk.modules import MODULES


def load_all() -> None:
    database.load_models()
    for module in MODULES:
        usecases = import_module(f"kobe_desk.modules.{module}.usecases")
        for found in walk_packages(getattr(usecases, "__path__", ()), f"{usecases.__name__}."):
            import_module(found.name)


def ours() -> list[tuple[str, Declared]]:
    load_all()
    return sorted((name, each.declared) for name, each in REGISTRY.items() if name.startswith("modules."))
