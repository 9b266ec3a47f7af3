"""Opening and shutting the drawer, and who can: each is a line in the audit."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.audit import ACTOR, AUDIT_LINE
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.core.vault.drawer import DrawerStatus
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.modules.members.model import SealedRow
from kobe_desk.modules.members.usecases.sealed.halves import drawer_behind, drawer_of, settle

LOGGED = NoUndo(N_("That the drawer was opened stays in the record."))
KEYS = NoUndo(N_("A key that was given or ended is not undone; give or end it again."))
SHOWN = 200


@dataclass(frozen=True, slots=True)
class DrawerLine:
    """One line of what was done with the drawer."""

    id: int
    at: datetime
    person: str
    label: str


@query(needs="members.sealed")
def drawer_status(session: Session) -> DrawerStatus:
    """Whether there is a drawer, whether it is open, and who can open it."""
    found = drawer_behind(session)
    return found.status() if found is not None else DrawerStatus(False, False, False, (), ())


@query(needs="members.sealed")
def drawer_log(session: Session) -> tuple[DrawerLine, ...]:
    """What was done with the drawer, newest first; nothing of its content."""
    found = session.execute(
        sa.select(AUDIT_LINE.c.sequence, AUDIT_LINE.c.at, ACTOR.c.person, AUDIT_LINE.c.label)
        .outerjoin(ACTOR, ACTOR.c.slot == AUDIT_LINE.c.slot)
        .where(AUDIT_LINE.c.usecase.startswith("modules.members.usecases.sealed."))
        .order_by(AUDIT_LINE.c.sequence.desc())
        .limit(SHOWN)
    )
    return tuple(DrawerLine(number, at, person or "", label) for number, at, person, label in found)


@usecase(label=N_("Make the sealed drawer"), needs="members.sealed", undo=KEYS)
def make_drawer(session: Session, words: str) -> RecoveryCode:
    """A drawer for the person at the desk, open. Returns its code for the paper. Raises DrawerMade, WrongPassphrase."""
    _note(session)
    code = drawer_of(session).make(words)
    settle(session)
    return code


@usecase(label=N_("Open the sealed drawer"), needs="members.sealed", undo=LOGGED)
def open_drawer(session: Session, words: str) -> None:
    """Open it with one's own passphrase, asked once more. Raises NoDrawer, NotAHolder, WrongPassphrase, TryLater."""
    _note(session)
    drawer_of(session).unlock(words)
    settle(session)


@usecase(label=N_("Open the sealed drawer with its paper"), needs="members.sealed", undo=LOGGED)
def open_drawer_by_code(session: Session, lines: tuple[str, ...]) -> None:
    """Open it with its code on paper. Raises NoDrawer, WrongRecoveryCode, TryLater, what a mistyped line raises."""
    _note(session)
    drawer_of(session).unlock_by_code(lines)
    settle(session)


@usecase(label=N_("A wrong passphrase at the sealed drawer"), needs="members.sealed", undo=LOGGED)
def note_wrong_try(session: Session) -> None:
    """Somebody tried to open it and could not."""
    _note(session)


@usecase(label=N_("Shut the sealed drawer"), needs="members.sealed", undo=LOGGED)
def shut_drawer(session: Session) -> None:
    """Forget its key; what was shown of it is gone with the page."""
    drawer = drawer_of(session)
    if drawer.open:
        _note(session)
    drawer.shut()


@usecase(label=N_("Give an officer access to the sealed drawer"), needs="members.sealed", undo=KEYS)
def give_drawer(session: Session, slot: str, words: str) -> None:
    """Another officer types their own passphrase. Raises DrawerShut, SlotGone, WrongPassphrase."""
    _note(session)
    drawer_of(session).give(slot, words)


@usecase(label=N_("End an officer's access to the sealed drawer"), needs="members.sealed", undo=KEYS)
def end_drawer(session: Session, slot: str) -> None:
    """End it, and seal every row anew under a key that person never had. Raises DrawerShut, SlotGone, LastHolder."""
    drawer = drawer_of(session)
    _note(session)
    with drawer.ending(slot):
        for row in session.scalars(sa.select(SealedRow)):
            bound = SealedRow.bound(row.id, row.list_id)
            row.sealed = drawer.seal(bound, drawer.unseal(bound, row.sealed))
        session.flush()


@usecase(label=N_("Make a new paper for the sealed drawer"), needs="members.sealed", undo=KEYS)
def new_drawer_code(session: Session) -> RecoveryCode:
    """A new code on paper; the earlier one opens no more. Raises DrawerShut."""
    _note(session)
    return drawer_of(session).new_code()


def _note(session: Session) -> None:
    """A line in the audit, though no row changes."""
    session.info["work"].touch("sealed_row")
