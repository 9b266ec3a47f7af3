"""The demo's papers: minutes and extract, every form of the application, and what is enclosed."""

from dataclasses import replace
from uuid import UUID

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import document_bytes, documents, offices, profile
from kobe_desk.modules.association.usecases.profile import Profile
from kobe_desk.modules.meetings.papers import Extract, extract_pdf, minutes_pdf
from kobe_desk.modules.meetings.usecases import adopted_minutes, meetings, resolutions
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies.papers.check import check_papers
from kobe_desk.modules.subsidies.papers.facts import Officer
from kobe_desk.modules.subsidies.papers.house import House, house_of
from kobe_desk.modules.subsidies.papers.make import make_papers
from kobe_desk.modules.subsidies.rules.definition import Attachment
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.values import ResolutionRef
from kobe_desk.modules.subsidies.usecases import (
    ApplicationRow,
    PaperRequest,
    PlaceRow,
    StillMissing,
    application,
    keep_papers,
    number_application,
)
from kobe_desk.modules.subsidies.usecases.sources.house import DOCUMENTS
from kobe_desk.paper.sign.packet import Packet, SignaturePlace, prepare
from kobe_desk.sample.papers import QUOTE

EXTRACT = "議事録抄本"


def meeting_papers(records: Records) -> dict[str, bytes]:
    """The adopted minutes and the extract of the last resolution, by the name of the paper."""
    association, row = _association(records), records.ask(adopted_minutes, records.ask(meetings)[0].id)
    last = max(records.ask(resolutions, "general"), key=lambda each: each.number)
    return {"議事録": minutes_pdf(row, association), EXTRACT: _extract(records, last.id)}


def make_all_papers(records: Records, key: UUID) -> dict[UUID, Packet]:
    """Make, check and keep every paper, its signature fields prepared. Returns the packets to be signed.

    Raises StillMissing.
    """
    number = records.do(number_application, key).result
    row = records.ask(application, key)
    enclosed = _enclosed(records, row)
    counts = {each.form.removeprefix("attachment:"): 1 for each in enclosed}
    evaluation = evaluate(row.programme, row.answers, clock.today(), counts)
    _require_complete(evaluation)
    made = make_papers(
        row.programme, row.answers, evaluation, _house(records),
        day=clock.today(), number=number, draft=False, enclosed=counts,
    )  # fmt: skip
    check_papers(made, row.programme, row.answers, evaluation)
    packets = {each.form: prepare(each.data, _places(each.places)) for each in made if each.places}
    ready = [replace(each, data=packets[each.form].pdf) if each.places else each for each in made]
    keys = records.do(keep_papers, key, (*ready, *enclosed)).result
    return {kept: packets[each.form] for kept, each in zip(keys, ready, strict=False) if each.places}


def _require_complete(evaluation: Evaluation) -> None:
    missing = [cell.field for cell in evaluation.missing]
    missing += [each.message for each in evaluation.errors]
    missing += [each.attachment.label for each in evaluation.attachments if each.required and each.missing]
    if missing:
        raise StillMissing(missing=_(", ").join(missing))


def _places(rows: tuple[PlaceRow, ...]) -> list[SignaturePlace]:
    ordered = sorted(rows, key=lambda each: each.order)
    return [SignaturePlace(place_name(each), each.page, *each.box, label=each.office) for each in ordered]


def place_name(place: PlaceRow) -> str:
    """The name of a signature field: sig_chair__01."""
    return f"sig_{place.role}__{place.order:02}"


def _enclosed(records: Records, row: ApplicationRow) -> tuple[PaperRequest, ...]:
    """What goes with the forms, in the definition's order."""
    found = [(each, _enclosure(records, row, each)) for each in row.programme.attachments]
    return tuple(PaperRequest(f"attachment:{each.id}", each.label, data) for each, data in found if data)


def _enclosure(records: Records, row: ApplicationRow, attachment: Attachment) -> bytes | None:
    if attachment.kind == "extract":
        chosen = row.answers.value("resolution")
        return _extract(records, UUID(chosen.id)) if isinstance(chosen, ResolutionRef) else None
    kind = DOCUMENTS.get(attachment.reuse.rpartition(".")[2]) if attachment.reuse else None
    for each in records.ask(documents):
        if each.kind == kind or (kind is None and each.title == QUOTE):
            return records.ask(document_bytes, each.id)
    return None


def _extract(records: Records, motion: UUID) -> bytes:
    resolved = next(each for each in records.ask(resolutions) if each.id == motion)
    row = records.ask(adopted_minutes, resolved.meeting_id)
    chosen = next(each for each in row.motions if each.id == motion)
    chair = next(each for each in records.ask(officers_on, clock.today()) if each.kind == "chair")
    extract = Extract(row, chosen, clock.today(), f"{chair.office}　{chair.name}")
    return extract_pdf(extract, _association(records))


def _house(records: Records) -> House:
    today = clock.today()
    rows = records.ask(officers_on, today)
    officers = [Officer(each.office, each.name, each.kana, each.birth, each.sex, each.address) for each in rows]
    chair = next((made for made, each in zip(officers, rows, strict=True) if each.kind == "chair"), None)
    named = {each.kind: each.name for each in reversed(records.ask(offices))}
    return house_of(_association(records), officers, chair, officers_on=today, offices=named)


def _association(records: Records) -> Profile:
    found = records.ask(profile)
    assert found is not None  # noqa: S101 - the first step wrote it
    return found
