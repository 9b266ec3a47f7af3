"""What an office wants with an occasion of a stage: with what was put there, and what the desk has of it by itself."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import documents
from kobe_desk.modules.ledger.usecases import vouchers_of
from kobe_desk.modules.members.usecases.event_photos import shown_photos
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.wanted import MADE, PHOTOS, RECEIPTS, Given, Wanted, missing_labels, wanted
from kobe_desk.modules.subsidies.usecases.enclosing import reusable
from kobe_desk.modules.subsidies.usecases.granting.event_facts import tied_event
from kobe_desk.modules.subsidies.usecases.granting.spent import spent_on
from kobe_desk.modules.subsidies.usecases.storing import row_of


class EnclosuresMissing(UserError):
    text = N_("Still to be enclosed: {papers}. Put them there under “Papers to enclose”, or say there that they go on "
              "paper.")  # fmt: skip


def wanted_at(session: Session, found: Application, occasion: str) -> tuple[Wanted, ...]:
    """What the office wants with an occasion, in its order; nothing where the programme names nothing."""
    row, stage = row_of(found), stage_of(occasion)
    if not any(each.stage == stage for each in row.programme.attachments_later):
        return ()
    there = Counter(each.attachment for each in found.enclosures_of(occasion))
    evaluation = evaluate(row.programme, row.answers, clock.today())
    return wanted(evaluation, stage, there, partial(_given, session, found))


def stage_of(occasion: str) -> str:
    """The stage of an occasion: report of report.1."""
    return occasion.rpartition(".")[0]


def _given(session: Session, found: Application, source: str) -> Given:
    if source.startswith(MADE):
        return Given(1)
    if source == RECEIPTS:
        return _receipts(session, found)
    if source == PHOTOS:
        event = tied_event(session, found.id)
        return Given(shown_photos(session, event.id)) if event else Given()
    kept = reusable(source, documents(session))
    return Given(1, document=kept.id, name=kept.title) if kept else Given()


def _receipts(session: Session, found: Application) -> Given:
    """How many of the entries it pays for have their scan, and how many have none."""
    rows = {each.entry for each in spent_on(session, found.id) if not each.spent.reversed}
    scanned = [key for key, papers in vouchers_of(session, rows).items() if any(each.size for each in papers)]
    return Given(len(scanned), len(rows) - len(scanned))


class _Put(Protocol):
    @property
    def attachment(self) -> str: ...


Put = TypeVar("Put", bound=_Put)


def in_office_order(programme: Programme, papers: Sequence[Put]) -> list[Put]:
    """What was put to an occasion: first what the office wants, in its order, then the rest as it was put in order."""
    order = [each.id for each in programme.attachments_later]
    return sorted(papers, key=lambda each: order.index(each.attachment) if each.attachment in order else len(order))


def require_enclosed(session: Session, found: Application, occasion: str) -> None:
    """Everything is there that must go with the papers. Raises EnclosuresMissing."""
    missing = missing_labels(wanted_at(session, found, occasion), required=True)
    if missing:
        raise EnclosuresMissing(papers=_(", ").join(missing))
