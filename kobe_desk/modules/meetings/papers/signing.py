"""Where minutes are signed: a rule for the pen, a place for a digital signature, or that it was signed."""

from kobe_desk.core.japanese import era
from kobe_desk.modules.meetings.usecases import SignatureRow
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type
from kobe_desk.paper.stamp import STAMP_HEIGHT, STAMP_WIDTH, draw_empty_place
from kobe_desk.paper.styles import BODY, CELL

LINE = 96.0  # mm: a rule to sign on
SIGN_HEIGHT = 14.0
SEAL = 15.0
ROLES = {"chair": "議長", "signatory": "議事録署名人"}


def signature(flow: Flow, name: str, role: str, *, seal: bool = False) -> None:
    """A rule to sign on, with the name below it; room for a seal only where the bylaws ask for one."""
    flow.need(SIGN_HEIGHT)
    baseline = flow.y + 7.5
    x = flow.right - LINE
    flow.sheet.spread(x - 32, baseline, 28, role, BODY)
    flow.sheet.line(x, baseline + 1.6, flow.right, baseline + 1.6, 0.6)
    said = "（自署し、押印する）" if seal else "（紙に自署。押印は不要）"
    if seal:
        flow.sheet.circle(flow.right - SEAL / 2, baseline - 1.5, 5.2, 0.5, dash=(2, 1.6), grey=0.5)
        flow.sheet.text(flow.right - SEAL / 2, baseline - 0.3, "印", Type(Face.MINCHO, 10, grey=0.5), "center")
    with flow.paper.owner(name):
        flow.sheet.text(x, baseline + 5.4, f"{name}{said}", CELL.at(9))
    flow.y += SIGN_HEIGHT


def digital_place(flow: Flow, name: str, role: str) -> None:
    """Room for a digital signature (電子署名), with the name it waits for."""
    flow.need(STAMP_HEIGHT + 4)
    x = flow.right - STAMP_WIDTH
    flow.sheet.spread(x - 32, flow.y + STAMP_HEIGHT / 2 + 1.5, 28, role, BODY)
    with flow.paper.owner(name):
        draw_empty_place(flow.paper, x, flow.y, name)
    flow.y += STAMP_HEIGHT + 4


def signed_boxes(flow: Flow, signatures: tuple[SignatureRow, ...]) -> None:
    """署名済み（日付） in the place of names and stamps, two beside each other: the public copy."""
    height, gap = 12.0, 5.0
    width = (flow.width - gap) / 2
    type = Type(Face.GOTHIC, 10)
    for number, each in enumerate(signatures):
        left = number % 2 == 0
        if left:
            flow.need(height + 4)
        x = flow.left if left else flow.left + width + gap
        day = f"署名済み（{era.wareki(each.day)}）" if each.day else "署名前"
        flow.sheet.box(x, flow.y, width, height, 0.5, corner=1.2)
        flow.sheet.middle(x + 4, flow.y, height, f"{ROLES[each.role]}　{day}", type)
        if not left or number == len(signatures) - 1:
            flow.y += height + 4
