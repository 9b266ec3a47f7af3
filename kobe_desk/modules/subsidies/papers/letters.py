"""The letters of an application: 交付申請書 and 誓約書."""

from collections.abc import Callable

from kobe_desk.modules.subsidies.papers.face import begin, draw_reference_note, finish, form_number, tag
from kobe_desk.modules.subsidies.papers.facts import FormPaper, LetterFacts
from kobe_desk.paper import foot
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.letter import Letter, draw_letter


def letter_pdf(facts: LetterFacts) -> FormPaper:
    """The letter with contact table and places of signature at its foot. Raises MissingGlyph."""
    flow = on_fewest_sheets(lambda close: _drawn(facts, close=close))
    return finish(flow, facts.face, facts.signers)


def on_fewest_sheets(draw: Callable[[bool], Flow]) -> Flow:
    """What needs a second sheet is tried with less air first: signatures belong with what is signed."""
    flow = draw(False)
    if len(flow.paper.sheets) > 1:
        close = draw(True)
        flow = close if len(close.paper.sheets) < len(flow.paper.sheets) else flow
    return flow


def _drawn(facts: LetterFacts, *, close: bool) -> Flow:
    face = facts.face
    flow = begin(face)
    letter = Letter(
        title=face.title,
        addressee=facts.addressee,
        applicant=facts.applicant,
        body=facts.body,
        form_number=form_number(face),
        number=face.number,
        date=facts.date,
        items=facts.items,
        note=facts.note,
        contact=facts.contact,
        signers=tuple(foot.Signer(each.office) for each in facts.signers),
        tag=tag(face),
        close=close,
    )
    draw_reference_note(flow, face, below=0.0)
    draw_letter(flow, letter)
    return flow
