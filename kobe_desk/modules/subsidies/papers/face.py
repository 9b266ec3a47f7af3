"""What every form begins and ends with: form number, 参考様式, draft tags, title, places of signature, 見本."""

from collections.abc import Sequence

from kobe_desk.modules.subsidies.papers.facts import Face, FormPaper, Signer
from kobe_desk.modules.subsidies.usecases.facts import PlaceRow
from kobe_desk.paper import foot
from kobe_desk.paper.document import Paper, PaperFacts, Place
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.letter import draw_head, draw_title
from kobe_desk.paper.marks import REFERENCE_FORM, draw_watermark
from kobe_desk.paper.sheet import MM
from kobe_desk.paper.styles import BODY, CAPTION, CELL, FORM_TITLE, FORM_WITH_CODE

DRAFT = "下書き"
DRAFT_WORDING = "文案 要確認（提出先に確認）"
NOT_THE_OFFICE_FORM = "（提出先の定める様式ではありません）"
AT_THE_FOOT = "参考様式：公式の様式ではありません。窓口の様式があればそれに重ねて作れます。"
UP, BELOW_NOTE = -9.0, -3.0
"""The title of a ruled form stands higher than that of a letter, beside the note or, a long one, below it."""


def begin(face: Face) -> Flow:
    """A paper for a form; a draft has the room of a submission copy, so that both break at the same places."""
    facts = PaperFacts(face.title, face.number, author=face.association, made=face.day, sample=face.sample,
                       code="" if face.draft else face.check, answers="" if face.draft else face.answers,
                       note=AT_THE_FOOT if face.reference else "")  # fmt: skip
    return Flow(Paper(facts, FORM_WITH_CODE.turned() if face.lying else FORM_WITH_CODE))


def draw_face(flow: Flow, face: Face, right: str = "") -> None:
    """Form number and tags, the title in the middle, a note (令和8年4月1日現在) under it at the right."""
    draw_head(flow, form_number(face), "", "", tag(face))
    draw_reference_note(flow, face)
    draw_title(flow, face.title, _above_title(flow, face))
    if right:
        flow.sheet.within(flow.left, flow.y - 4.6, flow.width, right, CELL.at(10), "right")
    flow.again = lambda after: _again(after, face)


def _above_title(flow: Flow, face: Face) -> float:
    setter, title = flow.paper.setter, len(face.title) * (FORM_TITLE.size + 3.5) / MM
    note = setter.width(NOT_THE_OFFICE_FORM, CAPTION.face) / 1000 * CAPTION.em if face.reference else 0.0
    return UP if (flow.width - title) / 2 > note + 3 else BELOW_NOTE


def form_number(face: Face) -> str:
    """様式第１号, with （参考様式） where the layout is ours."""
    if not face.reference:
        return face.code
    return f"{face.code}（{REFERENCE_FORM}）" if face.code else REFERENCE_FORM


def tag(face: Face) -> str:
    """The boxed words of a draft; a submission copy has none."""
    words = (DRAFT, DRAFT_WORDING if face.draft_wording else "") if face.draft else ()
    return "　".join(filter(None, words))


def draw_reference_note(flow: Flow, face: Face, below: float = 12.5) -> None:
    """Says of a 参考様式 what it is. Stands under the form number, `below` mm above the place of the flow."""
    if face.reference:
        flow.sheet.text(flow.left, flow.y - below + BODY.em + 4.4, NOT_THE_OFFICE_FORM, CAPTION)


def finish(flow: Flow, face: Face, signers: Sequence[Signer]) -> FormPaper:
    """The PDF, and where its signers have their places, in their order."""
    if face.sample:
        for sheet in flow.paper.sheets:
            draw_watermark(sheet)
    kept = zip(signers, flow.paper.places, strict=True)
    places = tuple(_place(signer, place, flow.paper.format.height) for signer, place in kept)
    return FormPaper(flow.paper.finish(), places)


def _place(signer: Signer, place: Place, height: float) -> PlaceRow:
    """From points from the lower left to mm from the top left: x, y, width, height."""
    left, low, right, high = (round(edge / MM, 2) for edge in place.box)
    box = (left, round(height - high, 2), round(right - left, 2), round(high - low, 2))
    return PlaceRow(signer.role, signer.office, signer.order, place.page, box)


def draw_signers(flow: Flow, signers: Sequence[Signer]) -> None:
    """The places of signature of a ruled form, at the foot of the sheet; its 続紙 come after them."""
    if signers:
        flow.gap(2)
        foot.draw_foot(flow, (), tuple(foot.Signer(each.office) for each in signers))


def _again(flow: Flow, face: Face) -> None:
    """What a further sheet begins with."""
    flow.sheet.within(flow.left, flow.y + CELL.em, flow.width, f"{face.title}（続き）", CELL)
    flow.gap(8)
