"""The modules that have a page (`module.py`), in the order of the rail: found, not listed."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PySide6.QtWidgets import QWidget

from kobe_desk.core.permission import Who
from kobe_desk.modules import MODULES
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import Deadlines, Home
from kobe_desk.ui.ties import Ties

_RAIL = ("members", "bookings", "meetings", "ledger", "subsidies", "association")


@dataclass(frozen=True, slots=True)
class Registration:
    """A module's `module.py`: TITLE, ICON, open_page(desk); and, if it has them, HELP, HOME, DEADLINES, TIES."""

    name: str
    title: str
    icon: str
    open_page: Callable[[Desk], QWidget]
    help: str = ""
    home: Home | None = None
    deadlines: Deadlines | None = None
    ties: Ties | None = None


def registrations(who: Who | None = None) -> tuple[Registration, ...]:
    """Every module with a page; with `who`, those that this person may read."""
    found = [_registration(name) for name in sorted(MODULES, key=_place) if find_spec(_module(name))]
    return tuple(each for each in found if who is None or who.may(f"{each.name}.read"))


def _registration(name: str) -> Registration:
    module: Any = import_module(_module(name))
    return Registration(
        name,
        module.TITLE,
        module.ICON,
        module.open_page,
        getattr(module, "HELP", name),
        getattr(module, "HOME", None),
        getattr(module, "DEADLINES", None),
        getattr(module, "TIES", None),
    )


def _module(name: str) -> str:
    return f"kobe_desk.modules.{name}.module"


def _place(name: str) -> int:
    return _RAIL.index(name) if name in _RAIL else len(_RAIL)
