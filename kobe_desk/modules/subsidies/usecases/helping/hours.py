"""Hours and honoraria of helpers (有償ボランティア): written down, and paid in the same transaction."""

import re
import unicodedata
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.names import one_line
from kobe_desk.core.permission import Counter, NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.model import Entry
from kobe_desk.modules.ledger.usecases import (
    EntryRequest,
    accounts,
    post_entry,
    purses,
    reverse_entry,
)
from kobe_desk.modules.subsidies.model import Application, HelpWork
from kobe_desk.modules.subsidies.usecases.helping.facts import (
    AccountMissing,
    HelperMissing,
    PurposeMissing,
    TakenBackAlready,
    TimeMissing,
    TimeTooLong,
    WorkPlaces,
    WorkRequest,
    WorkRow,
)

STAYS = NoUndo(N_("What was taken back stays in the list and in the book. To have it again, write it down anew."))
_HOUR, _DAY = 60, 24 * 60
_EXPENSE = "expense"
_THANKS = ("報償費", "謝礼", "謝金")


_CLOCK = re.compile(r"(?:(\d{1,3})(?:時間|:))?(?:(\d{1,4})分?)?")
_DECIMAL = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?(?:時間|h)?")


def read_time(text: str) -> int:
    """Minutes of a time as people write it: 2.5, 2.5時間, 2:30, 2時間30分, 90分. Raises TimeMissing."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if found := _DECIMAL.fullmatch(plain):
        parts = found[2] or "0"
        return int(found[1]) * _HOUR + round(float(f"0.{parts}") * _HOUR)
    found = _CLOCK.fullmatch(plain)
    if found is None or not plain:
        raise TimeMissing("hours")
    return int(found[1] or 0) * _HOUR + int(found[2] or 0)


def honorarium(minutes: int, rate: int) -> int:
    """Whole yen for a time at a rate for the hour; part of a yen is left out. It is shown before it is written."""
    return minutes * rate // _HOUR


@usecase(label=N_("Take back a helper's hours"), needs="subsidies.pay", undo=STAYS)
def take_back_help(session: Session, key: UUID) -> None:
    """Mark a line as taken back, and reverse its line in the cash book. Raises TakenBackAlready."""
    found = session.get_one(HelpWork, key)
    if found.cancelled:
        raise TakenBackAlready
    found.cancelled = True
    if found.entry_id is not None:
        reverse_entry(session, found.entry_id)
    session.flush()


@usecase(label=N_("Write down a helper's hours"), needs="subsidies.pay", undo=Counter(take_back_help))
def record_help(session: Session, request: WorkRequest) -> UUID:
    """Write down hours, and pay the honorarium out of the cash book in the same transaction.

    Raises HelperMissing, PurposeMissing, TimeMissing, TimeTooLong, AccountMissing, and what `post_entry` raises.
    """
    helper, purpose = one_line(request.helper), one_line(request.purpose)
    _require_whole(request, helper, purpose)
    title = session.get_one(Application, request.application).title
    entry = _pay(session, request, f"{helper} {purpose}（{title}）", helper) if request.amount else None
    made = HelpWork(
        application_id=request.application,
        helper=helper,
        day=request.day,
        minutes=request.minutes,
        rate=request.rate,
        amount=request.amount,
        purpose=purpose,
        entry_id=entry,
        cancelled=False,
    )
    session.add(made)
    session.flush()
    return made.id


def _require_whole(request: WorkRequest, helper: str, purpose: str) -> None:
    if not helper:
        raise HelperMissing("helper")
    if request.minutes < 1:
        raise TimeMissing("hours")
    if request.minutes > _DAY:
        raise TimeTooLong("hours")
    if not purpose:
        raise PurposeMissing("purpose")


def _pay(session: Session, request: WorkRequest, text: str, helper: str) -> UUID:
    if request.account is None:
        raise AccountMissing("account")
    return post_entry(session, EntryRequest(request.day, request.account, request.amount, text, helper, request.purse))


@query(needs="subsidies.read")
def help_work(session: Session) -> tuple[WorkRow, ...]:
    """All hours, newest first, those taken back among them."""
    rows = session.execute(
        sa.select(HelpWork, Application.title, Entry.number)
        .join(Application, Application.id == HelpWork.application_id)
        .outerjoin(Entry, Entry.id == HelpWork.entry_id)
        .order_by(HelpWork.day.desc(), HelpWork.id.desc())
    )
    return tuple(
        WorkRow(
            each.id, each.application_id, title, each.helper, each.day, each.minutes, each.rate, each.amount,
            each.purpose, number, each.cancelled,
        )
        for each, title, number in rows
    )  # fmt: skip


@query(needs="subsidies.read")
def help_places(session: Session) -> WorkPlaces:
    """What hours can be written down for, and what an honorarium can be paid from."""
    begun = session.execute(sa.select(Application.id, Application.title).order_by(Application.begun.desc()))
    out = [each for each in accounts(session) if each.kind == _EXPENSE]
    usual = next((each.id for each in out if any(word in each.name for word in _THANKS)), None)
    return WorkPlaces(
        tuple((key, title) for key, title in begun),
        tuple((each.id, each.name) for each in out),
        tuple((each.id, each.name) for each in purses(session) if not each.retired),
        usual,
    )
