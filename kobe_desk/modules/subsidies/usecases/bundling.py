"""一括申請: several applications begun at once, each question answered once, signed and handed in together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, drafts
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, Bundle, BundleMember
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.change import changed_names
from kobe_desk.modules.subsidies.rules.costs import Beside
from kobe_desk.modules.subsidies.rules.definition import Field
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.together import Place, Together
from kobe_desk.modules.subsidies.usecases.amounts import all_steps
from kobe_desk.modules.subsidies.usecases.catalogue import offer
from kobe_desk.modules.subsidies.usecases.elsewhere import beside
from kobe_desk.modules.subsidies.usecases.facts import BUNDLE_DRAFT, AnswersChanged, ApplicationLine, PaperRequest
from kobe_desk.modules.subsidies.usecases.opening import OpenedRow, opened
from kobe_desk.modules.subsidies.usecases.reading import line_of
from kobe_desk.modules.subsidies.usecases.settling import keep_answer, refill_rows, take_source
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of, store
from kobe_desk.modules.subsidies.usecases.writing import (
    STAYS_SENT,
    begin_application,
    keep_papers,
    number_application,
    record_submission,
    remove_application,
    save_answers,
)

LEAST = 2


class TooFewProgrammes(UserError):
    text = N_("Please choose two programmes or more. One alone is applied for with its own button.")


@dataclass(frozen=True, slots=True)
class BundleLine:
    """A bundle in the list: its applications in their order."""

    id: UUID
    begun: datetime
    lines: tuple[ApplicationLine, ...]

    @property
    def closes(self) -> datetime:
        """The first of the last days."""
        return min(each.closes for each in self.lines)

    @property
    def state(self) -> str:
        """How far the one is that is furthest behind."""
        order = ("answering", "prepared", "signed", "submitted")
        return min((each.state for each in self.lines), key=order.index)

    @property
    def stale(self) -> int:
        return sum(each.stale for each in self.lines)


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle whole: its applications as their pages need them."""

    id: UUID
    page: str
    apart: tuple[str, ...]
    beside: Beside
    """What the guard against paying one cost twice knows."""
    opened: tuple[OpenedRow, ...]

    @property
    def keys(self) -> tuple[UUID, ...]:
        return tuple(each.application.id for each in self.opened)

    def together(self) -> Together:
        return Together([each.application.programme for each in self.opened], self.apart)


@dataclass(frozen=True, slots=True)
class TogetherCount:
    """How many programmes are chosen, how many questions they ask, and how many are left when each is asked once."""

    programmes: int
    questions: int
    once: int


@query(needs="subsidies.read")
def counted_together(session: Session, offers: tuple[str, ...]) -> TogetherCount:
    """How much answering together saves. Raises ProgrammeUnknown."""
    programmes = [offer(session, each).programme for each in offers]
    together = Together(programmes)
    asked = [
        [Place(member, item.id) for _page, item in each.items() if not (isinstance(item, Field) and item.computed)]
        for member, each in enumerate(programmes)
    ]
    first = {min(together.same(place), key=lambda each: each.member) for mine in asked for place in mine}
    return TogetherCount(len(programmes), sum(map(len, asked)), len(first))


@usecase(label=N_("Begin applications together"), needs="subsidies.edit")
def begin_bundle(session: Session, offers: tuple[str, ...]) -> UUID:
    """Begin an application for each programme, to be answered together. Raises TooFewProgrammes and as for one."""
    if len({offer(session, each).programme.id for each in offers}) < LEAST:
        raise TooFewProgrammes
    made = [begin_application(session, each) for each in offers]
    found = Bundle(begun=clock.now(), page="", apart=[], different=[])
    found.members = [BundleMember(application_id=key, position=at) for at, key in enumerate(made)]
    session.add(found)
    session.flush()
    return found.id


@query(needs="subsidies.read")
def bundle_of(session: Session, application: UUID) -> UUID | None:
    """The bundle an application is in, if it is in one."""
    return session.scalar(sa.select(BundleMember.bundle_id).where(BundleMember.application_id == application))


@query(needs="subsidies.read")
def bundles(session: Session) -> tuple[BundleLine, ...]:
    """All bundles, newest first."""
    found = session.scalars(sa.select(Bundle).order_by(Bundle.begun.desc()))
    steps = all_steps(session)

    def lines(of: Bundle) -> tuple[ApplicationLine, ...]:
        return tuple(line_of(each, steps.get(each.id, ())) for each in _applications(session, of))

    return tuple(BundleLine(each.id, each.begun, lines(each)) for each in found)


@query(needs="subsidies.read")
def open_bundle(session: Session, key: UUID) -> BundleRow:
    """A bundle whole, to go on with."""
    found = session.get_one(Bundle, key)
    mine = _applications(session, found)
    rows = tuple(opened(session, each) for each in mine)
    return BundleRow(found.id, found.page, tuple(found.apart), beside(session, [each.id for each in mine]), rows)


@query(needs="subsidies.read")
def bundle_still(session: Session, key: UUID) -> BundleRow | None:
    """A bundle whole; None once it is none any more."""
    return open_bundle(session, key) if session.get(Bundle, key) is not None else None


@usecase(label=N_("Answer questions together"), needs="subsidies.edit")
def save_together(
    session: Session, key: UUID, application: UUID, answers: Answers, page: str, seen: Answers | None = None
) -> None:
    """Write down the answers of one application, and each shared one in every other where the question stands.

    Raises AnswersChanged, also when the application is not in the bundle any more.
    """
    found = session.get(Bundle, key)
    if found is None or application not in {each.application_id for each in found.members}:
        raise AnswersChanged
    before = answers_in(session, application)
    save_answers(session, application, answers, session.get_one(Application, application).page, seen)
    found.page = page
    spread(session, found, application, before)
    drafts.drop(session, BUNDLE_DRAFT, str(key))


@usecase(label=N_("Take what the desk says today"), needs="subsidies.edit")
def take_source_together(session: Session, key: UUID, application: UUID, field: str) -> None:
    """Replace a prefilled answer by what its source says today, wherever the question stands."""
    for where, name in _places(session, key, application, field):
        take_source(session, where, name)


@usecase(label=N_("Keep an answer as it is"), needs="subsidies.edit")
def keep_answer_together(session: Session, key: UUID, application: UUID, field: str) -> None:
    """Confirm an answer wherever the question stands."""
    for where, name in _places(session, key, application, field):
        keep_answer(session, where, name)


@usecase(label=N_("Take the rows of the desk again"), needs="subsidies.edit")
def refill_together(session: Session, key: UUID, application: UUID, table: str) -> None:
    """Replace the rows of a table by what the desk says today, wherever the table stands."""
    before = answers_in(session, application)
    refill_rows(session, application, table)
    spread(session, session.get_one(Bundle, key), application, before)


@usecase(label=N_("Answer for each programme by itself"), needs="subsidies.edit")
def answer_apart(session: Session, key: UUID, application: UUID, names: tuple[str, ...], apart: bool) -> None:
    """Answer these questions for each programme by itself, or once for all again: then this application's count."""
    found = session.get_one(Bundle, key)
    left = [each for each in found.apart if each not in names]
    found.apart = [*left, *names] if apart else left
    session.flush()
    if not apart:
        spread(session, found, application, Answers())


@usecase(label=N_("Take a programme out of the bundle"), needs="subsidies.edit")
def take_out_of_bundle(session: Session, key: UUID, application: UUID) -> None:
    """Go on with one application by itself; a bundle of one is none any more."""
    found = session.get_one(Bundle, key)
    found.members.remove(next(each for each in found.members if each.application_id == application))
    session.flush()
    if len(found.members) < LEAST:
        session.delete(found)


@usecase(label=N_("Remove applications begun together"), needs="subsidies.edit")
def remove_bundle(session: Session, key: UUID) -> None:
    """Throw all applications of a bundle away; undo brings them back. Raises SubmittedAlready."""
    found = session.get_one(Bundle, key)
    applications = [each.application_id for each in found.members]
    drafts.drop(session, BUNDLE_DRAFT, str(key))
    session.delete(found)
    session.flush()
    for each in applications:
        remove_application(session, each)


@usecase(label=N_("Give document numbers"), needs="subsidies.edit")
def number_applications(session: Session, keys: tuple[UUID, ...]) -> tuple[str, ...]:
    """The document number of each application, given once and never used again."""
    return tuple(number_application(session, each) for each in keys)


@usecase(label=N_("Make the papers"), needs="subsidies.edit")
def keep_all_papers(session: Session, papers: Mapping[UUID, tuple[PaperRequest, ...]]) -> None:
    """Keep the papers of several applications, or none of them."""
    for key, made in papers.items():
        keep_papers(session, key, made)


@usecase(label=N_("Export the package"), needs="subsidies.submit", undo=STAYS_SENT)
def record_submissions(session: Session, keys: tuple[UUID, ...], file_name: str, sha256: str) -> None:
    """Write down that one package was exported for several applications. Raises NotSignedYet, PapersChanged."""
    for key in keys:
        record_submission(session, key, file_name, sha256)


def _applications(session: Session, found: Bundle) -> Iterable[Application]:
    return [session.get_one(Application, each.application_id) for each in found.members]


def answers_in(session: Session, key: UUID) -> Answers:
    """The answers of an application as they are kept."""
    found = session.get_one(Application, key)
    return answers_of(found, programme_of(found))


def _places(session: Session, key: UUID, application: UUID, item: str) -> Iterable[tuple[UUID, str]]:
    found = session.get_one(Bundle, key)
    keys = [each.application_id for each in found.members]
    together = Together([programme_of(each) for each in _applications(session, found)], found.apart)
    return [(keys[each.member], each.item) for each in together.same(Place(keys.index(application), item))]


def spread(session: Session, found: Bundle, application: UUID, before: Answers) -> None:
    """Write what changed in one application into the others; what rests on it there is marked 要確認 there."""
    applications = list(_applications(session, found))
    member = next(at for at, each in enumerate(applications) if each.id == application)
    together = Together([programme_of(each) for each in applications], found.apart)
    others = {at: answers_in(session, each.id) for at, each in enumerate(applications) if at != member}
    made = together.spread(member, before, answers_in(session, application), others)
    for at, answers in made.items():
        if changed_names(others[at], answers):
            save_answers(session, applications[at].id, answers, applications[at].page)
        elif answers != others[at]:
            store(applications[at], answers)


def evaluations(row: BundleRow, answers: Iterable[Answers]) -> tuple[Evaluation, ...]:
    """What follows from these answers for each application of a bundle today."""
    return tuple(
        evaluate(each.application.programme, mine, clock.today(), each.attached)
        for each, mine in zip(row.opened, answers, strict=True)
    )
