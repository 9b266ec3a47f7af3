"""The letters of an application: 交付申請書 and 誓約書."""

from kobe_desk.modules.subsidies.papers.face import begin, draw_reference_note, finish, form_number, tag
from kobe_desk.modules.subsidies.papers.facts import FormPaper, LetterFacts
from kobe_desk.paper import foot
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.letter import Letter, draw_letter


def letter_pdf(facts: LetterFacts) -> FormPaper:
    """The letter with contact table and places of signature at its foot. Raises MissingGlyph.

    A letter that needs a second sheet is tried with less air first: signatures belong with what is signed.
    """
    flow = _drawn(facts, close=False)
    if len(flow.paper.sheets) > 1:
        close = _drawn(facts, close=True)
        flow = close if len(close.paper.sheets) < len(flow.paper.sheets) else flow
    return finish(flow, facts.face, facts.signers)


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
