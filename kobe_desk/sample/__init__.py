"""The sample association (見本): an invented 自治会 with all that the main job needs, filled in by the real use-cases.

It lives in a desk folder of its own, so that removing it is deleting that folder and nothing else.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from kobe_desk.core import clock, paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import Role
from kobe_desk.core.records import Records
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.folder import SUFFIX, DeskFolder, slots_of_salt
from kobe_desk.core.vault.keys import Passphrase, unlock
from kobe_desk.core.vault.making import Made, make_desk
from kobe_desk.core.vault.opening import open_desk
from kobe_desk.modules.association.usecases import (
    Bank,
    Profile,
    keep_document,
    profile,
    save_bank_account,
    save_profile,
)
from kobe_desk.sample.centre import run_centre
from kobe_desk.sample.events import hold_events, tie_events
from kobe_desk.sample.facts import Days, written
from kobe_desk.sample.life import consents, dues, live
from kobe_desk.sample.meetings import hold_meetings
from kobe_desk.sample.money import close_months, keep_books
from kobe_desk.sample.papers import BYLAWS, PASSBOOK, QUOTE, bylaws_pdf, passbook_pdf, quote_pdf
from kobe_desk.sample.people import elect, take_in_roster
from kobe_desk.sample.sealed import fill_drawer
from kobe_desk.sample.turns import stand_in_districts, take_turns

PASSPHRASE = "みなとざか みほん ちいき かつどう"  # noqa: S105 - known to everybody: what it opens is invented
PERSON = "𠮷田　和代"
DESK_NAME = "見本 みなと坂自治会"

Tell = Callable[[str], None]


class NotTheSample(UserError):
    text = N_("This desk is not the sample, so it was not removed.")


def make_sample(records: Records, tell: Tell = lambda _words: None) -> None:
    """Fill an empty desk with the sample association; every step is a use-case that a screen calls too.

    `tell` is given the name of each step as it begins.
    """
    days = Days.now()
    tell(_("The association, its bank account and its bylaws"))
    set_up(records)
    tell(_("The roster"))
    take_in_roster(records)
    live(records, days)
    consents(records, days)
    tell(_("The officers of this year"))
    elect(records, days)
    stand_in_districts(records)
    take_turns(records, days)
    hold_events(records, days)
    tell(_("The cash book of this year and three before"))
    keep_books(records, days)
    dues(records, days)
    tell(_("Four years of meetings and their resolutions"))
    hold_meetings(records, days)
    tell(_("The centre and its bookings"))
    run_centre(records, days)
    close_months(records, days)
    tie_events(records, days)


def set_up(records: Records) -> None:
    """The profile, the account, and the documents that applications ask for."""
    found, today = written()["profile"], clock.today()
    association = Profile(**{**found, "founded": date.fromisoformat(found["founded"])}, sample=True)
    bank = Bank(**written()["bank"])
    records.do(save_profile, association)
    records.do(save_bank_account, bank)
    for kind, title, data, dated in (
        ("bylaws", BYLAWS, bylaws_pdf(association), association.founded),
        ("passbook", PASSBOOK, passbook_pdf(association, bank), today),
        ("other", QUOTE, quote_pdf(association, today), today),
    ):
        records.do(keep_document, kind, title, f"{title}.pdf", data, dated)


def sample_folder() -> Path:
    """Where the sample's desk lies: in the program's own data, away from real desks."""
    return paths.program_data() / "sample" / f"{DESK_NAME}{SUFFIX}"


def make_sample_desk(folder: Path, tell: Tell = lambda _words: None, *, cost: Cost = crypto.PRODUCT) -> Made:
    """Make a desk of its own for the sample, opened by a passphrase that everybody may know. Raises DeskExists."""
    made = make_desk(folder, PASSPHRASE, PERSON, Role.SECRETARY, cost=cost)
    try:
        with open_desk(made.folder, made.unlocked) as desk:
            make_sample(desk.records, tell)
            fill_drawer(desk.records, PASSPHRASE)
    except BaseException:
        delete_desk(made.folder)
        raise
    return made


def remove_sample(folder: Path) -> None:
    """Delete the sample's desk with its backups. Raises NotTheSample, and what opening raises (DeskInUse …).

    It is opened first: a desk with a passphrase of its own, or one that became a real association's, stays.
    """
    with open_desk(folder, unlock(folder, Passphrase(PASSPHRASE))) as desk:
        found = desk.records.ask(profile)
        if found is None or not found.sample:
            raise NotTheSample
    delete_desk(folder)


def delete_desk(folder: Path) -> None:
    """Delete a closed desk with its backups and the program's own copy of its keys, whatever is in it."""
    desk = DeskFolder.at(folder)
    with suppress(UserError, OSError):
        slots_of_salt(desk.salt()).unlink(missing_ok=True)
    shutil.rmtree(desk.path)
    shutil.rmtree(desk.backups, ignore_errors=True)
