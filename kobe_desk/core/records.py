"""The records of an open desk: questions, use-cases, drafts and undo, one transaction each. No Qt; one thread."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import audit, drafts
from kobe_desk.core.change import Change, ChangedSince, Work
from kobe_desk.core.database import Database
from kobe_desk.core.drafts import Draft
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import ROWS, Counter, NoUndo, Who, require, verb_named
from kobe_desk.core.taking_back import REDO, UNDO
from kobe_desk.core.text import N_

if TYPE_CHECKING:
    from kobe_desk.core.vault.drawer import Drawer

P = ParamSpec("P")
R = TypeVar("R")
UNDO_KEPT = 200


class NothingToUndo(UserError):
    text = N_("There is nothing to undo.")


class CannotUndo(UserError):
    text = N_("This cannot be undone.")


class NoLongerKnown(UserError):
    text = N_("What this change held has been erased, so it cannot be undone.")


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What a use-case returned, and what it changed."""

    result: R
    change: Change


class Records:
    """One open desk. Every call is one transaction on the one connection; the caller keeps to one thread."""

    def __init__(self, database: Database, who: Who, make_drawer: "Callable[[], Drawer] | None" = None) -> None:
        self.database, self.who = database, who
        self._make_drawer = make_drawer
        self._drawer: Drawer | None = None
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._wrote = False
        if not database.only_read:
            with database.writing() as session:
                audit.remember(session, who)

    def close(self) -> None:
        if self._drawer is not None:
            self._drawer.shut()
        if self._wrote:
            self._sweep()
        self.database.close()

    def _sweep(self) -> None:
        """What was taken out goes for good. On a full or failing disk the next closing does it: this one must end."""
        from kobe_desk.core.sweeping import sweep

        self._wrote = False
        with suppress(UserError, sa.exc.SQLAlchemyError), self.database.writing() as session:
            sweep(session)

    def drawer(self) -> "Drawer | None":
        """The sealed drawer, brought in when somebody first asks for it; None where there can be none."""
        if self._drawer is None and self._make_drawer is not None:
            self._drawer = self._make_drawer()
        return self._drawer

    def ask(self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Answer a question. Raises NotAllowed."""
        require(self.who, query)
        with self.database.reading() as session:
            self._tell(session)
            return query(session, *args, **kwargs)

    def do(self, usecase: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> Done[R]:
        """Run a use-case in one transaction and record what it changed. Raises its UserErrors, NotAllowed."""
        says = require(self.who, usecase)
        with self.database.writing() as session:
            self._tell(session)
            work = Work(self.database, session, self.who)
            result = usecase(session, *args, **kwargs)
            change = self._finish(work, says.label, result, says.name)
        self._wrote = True
        if work.forgotten:
            self._forget(work.forgotten)
        if not isinstance(says.undo, NoUndo) and not change.empty:
            self._undo = [*self._undo[1 - UNDO_KEPT :], change]
            self._redo.clear()
        return Done(result, change)

    def keep(self, draft: Draft) -> None:
        """Overwrite one draft: no audit, no undo, no announcement."""
        with self.database.writing() as session:
            drafts.keep(session, draft)

    def draft(self, page: str, record: str = "") -> Draft | None:
        with self.database.reading() as session:
            return drafts.find(session, page, record)

    def drop(self, page: str, record: str = "") -> None:
        if self.database.only_read:  # it stays for the day when something can be written
            return
        with self.database.writing() as session:
            drafts.drop(session, page, record)

    @property
    def undoable(self) -> Change | None:
        """The change that `undo` would take back: its label stands on the button."""
        return self._undo[-1] if self._undo else None

    @property
    def redoable(self) -> Change | None:
        return self._redo[-1] if self._redo else None

    def undo(self) -> Change:
        """Take back the last change. Raises NothingToUndo, ChangedSince."""
        if not self._undo:
            raise NothingToUndo
        done, change = self._take_back(self._undo[-1])
        self._undo.pop()
        if done:
            self._redo.append(done)
        return change

    def redo(self) -> Change:
        """Do again what was taken back. Raises NothingToUndo, ChangedSince."""
        if not self._redo:
            raise NothingToUndo
        again = self._redo[-1]
        change = self._replay([again], REDO)
        self._undo.append(replace(again, sequence=change.sequence))
        self._redo.pop()
        return change

    def undo_at(self, *sequences: int) -> Change:
        """Take back lines of the history, newest first, as one. Raises NoLongerKnown, CannotUndo, ChangedSince."""
        with self.database.reading() as session:
            changes = [audit.change_at(session, each) for each in sequences]
        verbs = [verb_named(each.usecase) for each in changes if each is not None]
        if len(verbs) < len(changes):
            raise NoLongerKnown
        if any(verb is None or require(self.who, verb).undo != ROWS for verb in verbs):
            raise CannotUndo
        taken_back = self._replay([each.reversed() for each in changes if each is not None], UNDO)
        self._undo = [*(each for each in self._undo if each.sequence not in sequences), taken_back]
        return taken_back

    def history(self, row: Any = None, limit: int = 50) -> tuple[audit.AuditRow, ...]:
        """The newest changes, of one row or of the whole desk."""
        with self.database.reading() as session:
            return audit.history(session, row=row, limit=limit)

    def _tell(self, session: Session) -> None:
        """What a use-case may ask its session for: who is at the desk, and the way to the sealed drawer."""
        session.info["who"], session.info["drawer"] = self.who, self.drawer

    def _forget(self, keys: set[UUID]) -> None:
        """What was wiped cannot come back by undoing an earlier change of it."""
        kept = [[each for each in changes if all(row.id not in keys for row in each.rows)]
                for changes in (self._undo, self._redo)]  # fmt: skip
        self._undo, self._redo = kept

    def _take_back(self, change: Change) -> tuple[Change | None, Change]:
        """Undo by rows, or by the counter use-case where the office cancels instead of erasing."""
        undo = getattr(verb_named(change.usecase), "declared", None)
        if undo is not None and isinstance(undo.undo, Counter):
            with self.database.writing() as session:
                self._tell(session)
                work = Work(self.database, session, self.who)
                undo.undo.usecase(session, change.result)
                return None, self._finish(work, change.label, None, "undo")
        return change, self._replay([change.reversed()], UNDO)

    def _replay(self, changes: Sequence[Change], usecase: str) -> Change:
        """Write (reversed) changes in one transaction; the last one gives its name to all."""
        try:
            with self.database.writing() as session:
                work = Work(self.database, session, self.who)
                for change in changes:
                    work.replay(change)
                return self._finish(work, change.label, change.result, usecase)
        except sa.exc.IntegrityError as error:  # what was written later stands on it: dues on their collection
            raise ChangedSince from error

    def _finish(self, work: Work, label: str, result: Any, usecase: str) -> Change:
        change = work.change(label, result, usecase)
        if change.empty and not change.touched:
            return change
        return replace(change, sequence=audit.write(work.session, self.who, change))
