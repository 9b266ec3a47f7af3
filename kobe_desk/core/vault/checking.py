"""Checks a desk from end to end: keys, every page, references, the audit chain, and that it continues its backups."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import audit
from kobe_desk.core.audit import AUDIT_LINE
from kobe_desk.core.database import Database, NewerDesk
from kobe_desk.core.errors import UserError
from kobe_desk.core.migrate import newest
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault import contents, listing, store
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.keys import Unlocked
from kobe_desk.core.vault.opening import cannot_write, explaining, look


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One thing that was looked at, and whether it is as it should be."""

    name: str
    text: str
    good: bool

    def message(self) -> str:
        return _(self.text)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings; `sound` when every one is good."""

    findings: tuple[FindingRow, ...]

    @property
    def sound(self) -> bool:
        return all(each.good for each in self.findings)


_SENTENCES = {  # name: (good, not good)
    "keys": (N_("The keys are as they were written."), N_("The key file was changed or is damaged.")),
    "pages": (N_("Every page of the records is whole."), N_("Some pages of the records are damaged.")),
    "references": (N_("No record points to one that is missing."), N_("Some records point to ones that are missing.")),
    "audit": (N_("The record of who changed what is unbroken."), N_("The record of who changed what is broken.")),
    "backups": (
        N_("The desk continues its backups."),
        N_("The desk does not continue its newest backup: an older file may have been put in its place."),
    ),
}


def check(folder: Path, unlocked: Unlocked) -> CheckReport:
    """Check a closed desk. Raises what `open_desk` raises when it does not even open; nothing is changed."""
    desk = look(folder)
    with explaining(desk, unlocked.key):
        database = Database.open(desk.database, unlocked.key, only_read=cannot_write(desk))
    try:
        return check_open(database, desk, unlocked.key)
    finally:
        database.close()


def check_open(database: Database, desk: DeskFolder, key: bytes) -> CheckReport:
    """Check a desk that is open, on the records' thread. Raises NewerDesk."""
    with database.reading() as session:
        run = session.connection().exec_driver_sql
        if run("PRAGMA user_version").scalar_one() > newest():
            raise NewerDesk
        pages = contents.whole(lambda statement: run(statement).cursor)
        good = {"keys": _keys(desk, key), "pages": pages}
        if pages:  # a damaged page would only be met again
            good["references"] = run("PRAGMA foreign_key_check").first() is None
            good["audit"] = audit.verify(session).intact
            good["backups"] = _continues(session, desk)
    return CheckReport(tuple(_finding(name, is_good) for name, is_good in good.items()))


def _finding(name: str, good: bool) -> FindingRow:
    return FindingRow(name, _SENTENCES[name][0 if good else 1], good)


def _keys(desk: DeskFolder, key: bytes) -> bool:
    try:
        store.read(desk).require_unaltered(key)
    except UserError:
        return False
    return True


def _continues(session: Session, desk: DeskFolder) -> bool:
    """The audit chain still holds the end it had at each backup: a cut tail or an older file put back is found."""
    for row in listing.backups_of(desk.path):
        if row.left or row.audit_lines == 0:
            continue
        chain = session.scalar(sa.select(AUDIT_LINE.c.chain).where(AUDIT_LINE.c.sequence == row.audit_lines))
        if chain != row.audit_head:
            return False
    return True
