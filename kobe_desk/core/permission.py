"""Who may run which use-case, and how each can be undone. A use-case that declares neither fails a test.

Roles keep an honest user from a slip. They are no barrier against somebody who holds a key and other tools: whoever
opens the file has all of it (said in the manual).
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from importlib import import_module
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar, cast

from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _

P = ParamSpec("P")
R = TypeVar("R")


class Role(StrEnum):
    """What a person does at the desk (役割); a key slot carries one."""

    CHAIR = "chair"  # 会長
    SECRETARY = "secretary"  # 書記
    TREASURER = "treasurer"  # 会計
    RECEPTION = "reception"  # 館長・受付
    READER = "reader"  # 閲覧


ROLE_NAMES = {
    Role.CHAIR: N_("Chair"),
    Role.SECRETARY: N_("Secretary"),
    Role.TREASURER: N_("Treasurer"),
    Role.RECEPTION: N_("Reception"),
    Role.READER: N_("Reader"),
}

GRANTS: dict[Role, tuple[str, ...]] = {
    Role.CHAIR: ("*",),
    Role.SECRETARY: ("*",),
    Role.TREASURER: (
        "*.read",
        "ledger.*",
        "members.dues",
        "members.sealed",
        "bookings.charge",
        "subsidies.*",
        "desk.backup",
    ),
    Role.RECEPTION: ("association.read", "bookings.*", "desk.backup"),
    Role.READER: ("*.read", "members.sealed"),  # what is sealed asks for a key of its own besides
}


@dataclass(frozen=True, slots=True)
class Who:
    """The person who opened the desk: the slot, the name on it, the role, and whether slots may be managed."""

    slot: str
    person: str
    role: Role
    admin: bool = False

    def may(self, needs: str) -> bool:
        if needs == "desk.administer":
            return self.admin
        return any(fnmatchcase(needs, grant) for grant in GRANTS[self.role])


class NotAllowed(UserError):
    text = N_("This is not part of your role ({role}). Please ask the chair or the secretary.")


@dataclass(frozen=True, slots=True)
class Counter:
    """Undone by a use-case of its own, in the office's way; it is given what the first one returned."""

    usecase: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class NoUndo:
    """Cannot be undone; `warning` is the sentence the user reads beforehand."""

    warning: str


ROWS: Literal["rows"] = "rows"
Undo = Literal["rows"] | Counter | NoUndo


@dataclass(frozen=True, slots=True)
class Declared:
    """What a use-case or query says of itself."""

    name: str
    label: str
    needs: str
    undo: Undo | None  # None for a query


REGISTRY: dict[str, Callable[..., Any]] = {}


def usecase(
    *, label: str, needs: str, undo: Undo = ROWS
) -> Callable[[Callable[Concatenate[Session, P], R]], Callable[Concatenate[Session, P], R]]:
    """Declare a verb: its label in the undo list and the audit, the permission it needs, and how it is undone."""

    def declare(function: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
        _register(function, label, needs, undo)
        return function

    return declare


def query(*, needs: str) -> Callable[[Callable[Concatenate[Session, P], R]], Callable[Concatenate[Session, P], R]]:
    """Declare a question and the permission it needs."""

    def declare(function: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
        _register(function, "", needs, None)
        return function

    return declare


def _register(function: Any, label: str, needs: str, undo: Undo | None) -> None:
    name = f"{function.__module__.removeprefix('kobe_desk.')}.{function.__name__}"
    function.declared = Declared(name, label, needs, undo)
    REGISTRY[name] = function


def verb_named(name: str) -> Callable[..., Any] | None:
    """The verb that an audit line names, its module imported if it was not yet; None if there is none any more."""
    if name not in REGISTRY and name.startswith("modules."):
        with suppress(ModuleNotFoundError):
            import_module(f"kobe_desk.{name.rpartition('.')[0]}")
    return REGISTRY.get(name)


def declared(function: Callable[..., Any]) -> Declared:
    """What this verb or question declared. Raises TypeError when it declared nothing: a bug."""
    found = getattr(function, "declared", None)
    if found is None:
        raise TypeError(f"{function.__module__}.{function.__qualname__} declares no permission")
    return cast(Declared, found)


def require(who: Who, function: Callable[..., Any]) -> Declared:
    """The declaration, if this person may run it. Raises NotAllowed."""
    found = declared(function)
    if not who.may(found.needs):
        raise NotAllowed(role=_(ROLE_NAMES[who.role]))
    return found
