"""書類をつくる: every form of an application, checked, with room for signatures, and what goes with them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import OfficeRow, Profile
from kobe_desk.modules.members.usecases import OfficerRow
from kobe_desk.modules.subsidies.rules.attached import lacking_words
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.signing import Place
from kobe_desk.modules.subsidies.usecases import EXTRACT, PaperOrder, PaperRequest, PlaceRow, StillMissing

if TYPE_CHECKING:  # paper is imported where papers are made: in the child
    from kobe_desk.modules.subsidies.papers.house import House
    from kobe_desk.paper.sign.packet import SignaturePlace


@dataclass(frozen=True, slots=True)
class MadePapers:
    """The papers as they were made. Of an incomplete application they are drafts (下書き), only to be looked at."""

    papers: tuple[PaperRequest, ...]
    draft: bool


def make_papers(order: PaperOrder, report: Report) -> MadePapers:
    """The forms, 議事録抄本 and what is enclosed, in the order of the definition.

    Drafts while something is missing or no number was given. Raises MissingGlyph, AnswerNotOnPaper.
    """
    from kobe_desk.modules.subsidies.papers.check import check_papers
    from kobe_desk.modules.subsidies.papers.make import make_papers as make_forms

    row = order.application
    evaluation = evaluate(row.programme, row.answers, order.day, order.attached)
    draft = not row.number or bool(missing(evaluation, row.programme))
    report(0, 3)
    forms = make_forms(
        row.programme, row.answers, evaluation, _house(order), day=order.day, number=row.number, draft=draft,
        confirmed=order.confirmed, enclosed=order.attached, overlaid=order.overlaid,
    )  # fmt: skip
    report(1, 3)
    overlaid = {each.form for each in order.overlaid}  # those read themselves back
    ours = [each for each in forms if each.form not in overlaid]
    check_papers(ours, row.programme, row.answers, evaluation)
    report(2, 3)
    if not draft:
        forms = tuple(map(with_places, forms))
    return MadePapers((*forms, *enclosed(order)), draft)


def calculation(order: PaperOrder) -> tuple[bytes, ...]:
    """The forms of ours that show the way to an amount (算定表), as drafts; () while no amount can be worked out.

    Raises MissingGlyph.
    """
    from kobe_desk.modules.subsidies.papers.make import BUDGET
    from kobe_desk.modules.subsidies.papers.make import make_papers as make_forms

    row = order.application
    evaluation = evaluate(row.programme, row.answers, order.day, order.attached)
    if not any(evaluation.amounts.get(each.id) for each in row.programme.amounts):
        return ()
    made = make_forms(row.programme, row.answers, evaluation, _house(order), day=order.day, number=row.number,
                      confirmed=order.confirmed, enclosed=order.attached, kind=BUDGET)  # fmt: skip
    return tuple(each.data for each in made)


def missing(evaluation: Evaluation, programme: Programme) -> tuple[str, ...]:
    """What is still missing before papers can be made, in words and in the order it is asked."""
    names = dict.fromkeys(_label(programme, cell.field) for cell in evaluation.missing)
    papers = (lacking_words(each) for each in evaluation.attachments if each.missing)
    amounts = (each.label for each in programme.amounts if not evaluation.amounts.get(each.id))
    return (*names, *(each.message for each in evaluation.errors), *amounts, *papers)


def refuse_incomplete(order: PaperOrder) -> None:
    """Raises StillMissing with all that is missing."""
    row = order.application
    wanted = missing(evaluate(row.programme, row.answers, order.day, order.attached), row.programme)
    if wanted:
        raise StillMissing(missing=_(", ").join(wanted))


def _label(programme: Programme, name: str) -> str:
    table, _dot, column = name.partition(".")
    head = programme.tables.get(table)
    if head is None:
        return programme.fields[name].label
    return f"{head.label}（{programme.fields[name].label}）" if column else head.label


def _house(order: PaperOrder) -> "House":
    return house_at(order.house, order.officers, order.offices, order.day)


def house_at(profile: Profile, rows: tuple[OfficerRow, ...], offices: tuple[OfficeRow, ...], day: date) -> "House":
    """The association as its papers name it on a day."""
    from kobe_desk.modules.subsidies.papers.facts import Officer
    from kobe_desk.modules.subsidies.papers.house import house_of

    officers = [Officer(each.office, each.name, each.kana, each.birth, each.sex, each.address) for each in rows]
    chair = next((made for made, row in zip(officers, rows, strict=True) if row.kind == "chair"), None)
    named = {each.kind: each.name for each in reversed(offices)}
    return house_of(profile, officers, chair, officers_on=day, offices=named)


def with_places(paper: PaperRequest) -> PaperRequest:
    """The paper with all its signature fields, before anybody signs."""
    from kobe_desk.paper.sign.packet import prepare

    return replace(paper, data=prepare(paper.data, signature_places(paper.places)).pdf) if paper.places else paper


def signature_places(rows: tuple[PlaceRow, ...]) -> list["SignaturePlace"]:
    """The places of a paper as signing knows them, in their order."""
    from kobe_desk.paper.sign.packet import SignaturePlace

    ordered = sorted(rows, key=lambda each: each.order)
    return [SignaturePlace(place_name(each), each.page, *each.box, label=each.office) for each in ordered]


def place_name(place: PlaceRow | Place) -> str:
    """The name of a signature field: sig_chair__01."""
    return f"sig_{place.role}__{place.order:02}"


def enclosed(order: PaperOrder) -> tuple[PaperRequest, ...]:
    """What goes with the application, in the order of the definition; 議事録抄本 is made here."""
    found = []
    for each in order.application.programme.attachments:
        mine = tuple(paper for paper in order.enclosed if paper.form == f"attachment:{each.id}")
        extract = _extract(order, each.id) if each.kind == EXTRACT else None
        found += [*((extract,) if extract else ()), *mine]
    return tuple(found)


def _extract(order: PaperOrder, attachment: str) -> PaperRequest | None:
    """議事録抄本 of the resolution the application rests on, certified today by the chair."""
    from kobe_desk.modules.meetings.papers import Extract, extract_pdf

    if order.minutes is None:
        return None
    motion = next(each for each in order.minutes.motions if each.id == order.motion)
    chair = next((each for each in order.officers if each.kind == "chair"), None)
    words = f"{chair.office}　{chair.name}" if chair else ""
    made = extract_pdf(Extract(order.minutes, motion, order.day, words), order.house)
    return PaperRequest(f"attachment:{attachment}", "議事録抄本", made)
