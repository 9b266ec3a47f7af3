"""The printed recovery code (回復コード): one page to be kept on paper, away from the computer.

The code comes as plain rows of groups with a check character each; how it is made is the vault's business.
There is no QR code on it: nothing on this page is meant to be read by a camera.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kobe_desk.core import clock
from kobe_desk.core.japanese.era import wareki
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.marks import draw_numbered_circle
from kobe_desk.paper.sheet import MM, Type, centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_HEADING, LIST_SMALL, TINT

_CODE = Type(Face.FIXED, 25)
_WHITE = Type(Face.GOTHIC_BOLD, 20, grey=1.0)
HEAD_HEIGHT, ROW_HEIGHT, LETTER_WIDTH, CHECK_WIDTH = 20.0, 17.0, 12.0, 18.0
STEPS = (
    "「神戸デスク」の最初の画面で「合言葉を忘れた」を選びます。",
    "{first}行から順に打ちます。空白と小文字はそのままで構いません。",
    "開いたら、すぐに新しい合言葉を決め、新しい回復コードを印刷します。",
    "この紙は使えなくなります。細かく裂いて捨ててください。",
)
_DRAWER_STEPS = (
    "名簿の「整理」から「封の引き出し」を開き、「紙で開ける」を選びます。",
    "{first}行から順に打ちます。空白と小文字はそのままで構いません。",
    "開いたら、開けられる役員を決め、新しい紙を印刷します。",
    "この紙は使えなくなります。細かく裂いて捨ててください。",
)
KEPT = (
    ("保管する場所", "", "保管する人", ""),
    ("預けた日", "令和　　年　　月　　日", "次の人に渡した日", "令和　　年　　月　　日"),
)


@dataclass(frozen=True)
class Purpose:
    """What a code on paper opens: the words of its sheet."""

    title: str
    line: str
    steps: tuple[str, ...]
    loss: str


DESK = Purpose(
    "回復コード",
    "合言葉を忘れたとき、この紙で「神戸デスク」を開きます",
    STEPS,
    "この紙と合言葉の両方をなくすと、帳面は誰にも開けられません。",
)
DRAWER = Purpose(
    "封の引き出しのコード",
    "開けられる役員がいなくなったとき、この紙で引き出しを開けます",
    _DRAWER_STEPS,
    "開けられる役員の合言葉とこの紙をすべてなくすと、誰にも開けられません。",
)


@dataclass(frozen=True)
class RecoverySheet:
    """The facts of one sheet: `rows` are (groups, check character), named A, B, C … in their order."""

    desk: str
    rows: Sequence[tuple[Sequence[str], str]]
    issued: date | None = None
    copy: int = 1
    copies: int = 1
    mark: str = ""
    alphabet_note: str = "数字の0・1と英字のI・L・Oは使いません。"
    sample: bool = False
    purpose: Purpose = DESK


def recovery_sheet(facts: RecoverySheet) -> bytes:
    """The page as a PDF, made in memory; whoever prints it must not leave a file behind."""
    number = f"{facts.copy}／{facts.copies}枚目"
    paper = Paper(PaperFacts(facts.purpose.title, number, sample=facts.sample, made=facts.issued), LIST)
    flow = Flow(paper)
    flow.gap(-2)
    _head(flow, facts.purpose)
    with paper.owner(facts.desk):
        _about(flow, facts)
    _code(flow, facts)
    _steps(flow, facts.purpose)
    _keeping(flow)
    _warning(flow, facts)
    return paper.finish()


def row_name(number: int) -> str:
    return chr(ord("A") + number)


def _head(flow: Flow, purpose: Purpose) -> None:
    sheet, y, small = flow.sheet, flow.y, replace(_WHITE, face=Face.GOTHIC, size=10.5)
    sheet.tint(flow.left, y, flow.width, HEAD_HEIGHT, 0.12)
    sheet.text(flow.left + 5, y + 9.0, purpose.title, _WHITE)
    sheet.text(flow.left + 5, y + 16.0, purpose.line, small)
    sheet.text(flow.right - 5, y + 9.0, "厳重保管", _WHITE.at(13), "right")
    sheet.text(flow.right - 5, y + 16.0, "写真・コピー禁止", small, "right")
    flow.gap(HEAD_HEIGHT + 6)


def _about(flow: Flow, facts: RecoverySheet) -> None:
    issued = wareki(facts.issued or clock.today())
    which, mark = f"{facts.copies}枚のうち {facts.copy}枚目", facts.mark and f"{facts.mark}（画面と同じか見る）"
    rows = (("帳面の名前", facts.desk, "発行日", issued), ("この紙の番号", which, "コードの印", mark))
    _pairs(flow, rows, 10.0)
    flow.gap(6)


def _pairs(flow: Flow, rows: Sequence[tuple[str, str, str, str]], height: float) -> None:
    """Two labels and two values to a row."""
    sheet, half = flow.sheet, flow.width / 2
    for label_1, value_1, label_2, value_2 in rows:
        for x, label, value in ((flow.left, label_1, value_1), (flow.left + half, label_2, value_2)):
            sheet.tint(x, flow.y, 31, height, TINT)
            sheet.box(x, flow.y, half, height, 0.35)
            sheet.line(x + 31, flow.y, x + 31, flow.y + height)
            sheet.within(x + 2, centre_line(flow.y, height, 10), 27, label, LIST_CELL)
            sheet.within(x + 33, centre_line(flow.y, height, 10), half - 35, value, LIST_CELL)
        flow.gap(height)
    sheet.box(flow.left, flow.y - height * len(rows), flow.width, height * len(rows), 0.75)


def _code(flow: Flow, facts: RecoverySheet) -> None:
    flow.text("コード（左から右へ、上から下へ。英字は大文字）", LIST_HEADING.at(10.5))
    flow.gap(1.5)
    sheet, top = flow.sheet, flow.y
    for number, (groups, check) in enumerate(facts.rows):
        if number % 2:
            sheet.tint(flow.left, flow.y, flow.width, ROW_HEIGHT, 0.955)
        sheet.tint(flow.left, flow.y, LETTER_WIDTH, ROW_HEIGHT, 0.2)
        sheet.middle(flow.left + LETTER_WIDTH / 2, flow.y, ROW_HEIGHT, row_name(number), _WHITE.at(14), "center")
        _groups(flow, groups)
        x = flow.right - CHECK_WIDTH / 2
        sheet.circle(x, flow.y + ROW_HEIGHT / 2, 5.4, 0.75)
        sheet.middle(x, flow.y, ROW_HEIGHT, check, _CODE.at(16), "center")
        if number:
            sheet.line(flow.left, flow.y, flow.right, flow.y, 0.35, 0.35)
        flow.gap(ROW_HEIGHT)
    sheet.line(flow.right - CHECK_WIDTH, top, flow.right - CHECK_WIDTH, flow.y, 0.75)
    sheet.box(flow.left, top, flow.width, flow.y - top, 1.0)
    note = f"○の中は、その行の確かめ字です。打ち間違いは行ごとに分かります。{facts.alphabet_note}"
    sheet.within(flow.left, flow.y + 4.6, flow.width, note, LIST_SMALL.at(9), "right")
    flow.gap(9)


def _groups(flow: Flow, groups: Sequence[str]) -> None:
    """Groups side by side, their characters apart; the text layer holds each group whole."""
    width = (flow.width - LETTER_WIDTH - CHECK_WIDTH) / len(groups)
    baseline = centre_line(flow.y, ROW_HEIGHT, _CODE.size)
    for place, group in enumerate(groups):
        x = flow.left + LETTER_WIDTH + place * width
        if place:
            flow.sheet.line(x, flow.y + 3, x, flow.y + ROW_HEIGHT - 3, 0.35, 0.45)
        step = width * 0.8 / max(1, len(group))
        tracking = step * MM - _CODE.size / 2
        flow.sheet.tracked(x + width / 2, baseline, group, _CODE, max(0.0, tracking), "center")


def _steps(flow: Flow, purpose: Purpose) -> None:
    flow.text("使い方", LIST_HEADING.at(10.5))
    flow.gap(1)
    for number, step in enumerate(purpose.steps, 1):
        draw_numbered_circle(flow.sheet, flow.left + 3.4, flow.y + 3.8, str(number))
        flow.sheet.middle(flow.left + 9.5, flow.y, 7.6, step.format(first=row_name(0)), LIST_CELL.at(10.5))
        flow.gap(7.6)
    flow.gap(4)


def _keeping(flow: Flow) -> None:
    _pairs(flow, KEPT, 10.5)
    flow.gap(5)


def _warning(flow: Flow, facts: RecoverySheet) -> None:
    sheet, y = flow.sheet, flow.y
    sheet.box(flow.left, y, flow.width, 18, 0.75)
    sheet.text(flow.left + 4, y + 6.8, facts.purpose.loss, LIST_HEADING)
    keepers = "会長か会計が" if facts.copies == 1 else "会長と会計が1枚ずつ別々に"
    words = f"パソコンと同じ場所に置かないでください。封筒に入れ、{keepers}保管してください。"
    sheet.within(flow.left + 4, y + 13.8, flow.width - 8, words, LIST_CELL)
