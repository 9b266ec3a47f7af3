"""補助金請求書: the amount in large type, what it comes from, the account in single boxes."""

from kobe_desk.modules.subsidies.papers.face import begin, draw_reference_note, finish, form_number, tag
from kobe_desk.modules.subsidies.papers.facts import ClaimFacts, FormPaper, Grid, GridColumn, Holds
from kobe_desk.modules.subsidies.papers.grids import draw_grid
from kobe_desk.modules.subsidies.papers.letters import on_fewest_sheets
from kobe_desk.paper import foot
from kobe_desk.paper.bank import bank_rows, draw_words
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.letter import draw_addressee, draw_amount, draw_applicant, draw_head, draw_ticks, draw_title
from kobe_desk.paper.styles import BODY, CELL

KINDS = ("概算払", "精算払")


def claim_pdf(facts: ClaimFacts) -> FormPaper:
    """The claim with contact table and places of signature at its foot. Raises MissingGlyph."""
    flow = on_fewest_sheets(lambda close: _drawn(facts, close=close))
    return finish(flow, facts.letter.face, facts.letter.signers)


def _drawn(facts: ClaimFacts, *, close: bool) -> Flow:
    said = facts.letter
    face = said.face
    flow = begin(face)
    draw_reference_note(flow, face, below=0.0)
    draw_head(flow, form_number(face), face.number, said.date, tag(face))
    draw_addressee(flow, said.addressee, below=9.0 if close else 12.0)
    draw_applicant(flow, said.applicant)
    draw_title(flow, face.title, *((3.5, 4.0) if close else (8.0, 6.0)))
    draw_amount(flow, facts.amount, 14.0 if close else 18.0)
    flow.paragraph(said.body, BODY)
    flow.gap(2 if close else 4)
    _grant(flow, facts)
    heads = tuple(GridColumn(label, Holds.NUMBER) for label, _yen in facts.reckoning)
    draw_grid(flow, Grid("１　請求額の内訳", heads, (tuple(yen for _label, yen in facts.reckoning),), unit="円",
                         compact=close))  # fmt: skip
    number = "２"
    if facts.account is not None:
        _heading(flow, f"{number}　振込先")
        draw_fields(flow, bank_rows(facts.account, 8.2 if close else 9.4))
        flow.gap(2.5 if close else 4)
        number = "３"
    if facts.enclosed:
        _heading(flow, f"{number}　添付書類")
        draw_ticks(flow, facts.enclosed, start=6.0)
    foot.draw_foot(flow, said.contact, tuple(foot.Signer(each.office) for each in said.signers))
    return flow


def _grant(flow: Flow, facts: ClaimFacts) -> None:
    """Which grant: the project, the notice it rests on, and whether the claim is in advance."""
    fields = [Field(label, value) for label, value in facts.grant]
    draw_fields(flow, [*fields, Field("区分", draw=draw_words(KINDS, facts.kind))])
    flow.gap(3.5)


def _heading(flow: Flow, text: str) -> None:
    flow.need(30)
    flow.text(text, CELL)
    flow.gap(1)
