"""The slip of a packet (6つの言葉の紙): the words in large type, how to open it, until when. Never sent along."""

from collections.abc import Sequence
from dataclasses import dataclass

from kobe_desk.core.japanese.era import wareki
from kobe_desk.modules.subsidies.rules.packet import Packet
from kobe_desk.modules.subsidies.rules.signing import SigningPacket
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.marks import draw_numbered_circle
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_HEADING, LIST_SMALL, TINT

_HEAD = Type(Face.GOTHIC_BOLD, 20, grey=1.0)
_WORD = Type(Face.GOTHIC_BOLD, 26)
_ROW, _HEAD_HEIGHT, _FACT, _STEP = 19.0, 20.0, 10.0, 8.0
_HELP_STEPS = (
    "神戸デスクの最初の画面で「お手伝いの包みを開く」を選びます。",
    "受け取ったファイルを選び、上の言葉を１から６の順に、ひらがなで打ちます。",
    "言葉の間の空白は、あってもなくても構いません。",
    "書いたことは、その場で包みの中に保存されます。いつ閉じても構いません。",
    "書き終えたら「お返しする」を押し、そのファイルを書記に返します。",
)
_SIGN_STEPS = (
    "神戸デスクの最初の画面で「署名の包みを開く」を選びます。自分の帳面の「助成」からも開けます。",
    "受け取ったファイルを選び、上の言葉を１から６の順に、ひらがなで打ちます。",
    "言葉の間の空白は、あってもなくても構いません。",
    "書類をすべて見てから、自分の署名の鍵で署名します。署名しないときは、わけを書きます。",
    "同じファイルに保存されます。そのファイルを書記に返します。",
)
WARNING = "この紙は、ファイルと一緒に送らないでください。"
WARNING_MORE = "手で渡すか、電話で読み上げます。終わったら細かく裂いて捨ててください。"


@dataclass(frozen=True, slots=True)
class _Slip:
    """What a slip says besides the words."""

    title: str
    who: str
    """Whose name stands on it."""
    facts: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]


def slip(given: Packet, words: Sequence[str], file_name: str) -> bytes:
    """The page of a helper's packet as a PDF, made in memory. Raises MissingGlyph."""
    facts = (
        ("お手伝いの方", f"{given.helper}　様"),
        ("渡した団体", given.association),
        ("何の申請か", given.programme.title),
        ("ファイルの名前", file_name),
        ("開ける日", f"{wareki(given.until)}まで"),
    )
    return _page(_Slip("お手伝いの包みの言葉", given.helper, facts, _HELP_STEPS), words)


def signing_slip(given: SigningPacket, words: Sequence[str], file_name: str) -> bytes:
    """The page of a packet for signing. Raises MissingGlyph."""
    people = tuple(f"{each.office}　{each.name}　様" for each in given.asked)
    programmes = tuple(dict.fromkeys(each.programme for each in given.papers))
    about = programmes[0] if len(programmes) == 1 else f"{programmes[0]}　ほか{len(programmes) - 1}件"
    facts = (
        ("署名する方", "、".join(people)),
        ("渡した団体", given.association),
        ("何の書類か", f"{about}（{len(given.papers)}通）"),
        ("ファイルの名前", file_name),
        ("開ける日", f"{wareki(given.until)}まで"),
    )
    return _page(_Slip("署名の包みの言葉", "、".join(people), facts, _SIGN_STEPS), words)


def _page(said: _Slip, words: Sequence[str]) -> bytes:
    paper = Paper(PaperFacts(said.title), LIST)
    flow = Flow(paper)
    flow.gap(-2)
    _head(flow, said.title)
    with paper.owner(said.who):
        _about(flow, said.facts)
    _words(flow, words)
    _steps(flow, said.steps)
    _warning(flow)
    return paper.finish()


def _head(flow: Flow, title: str) -> None:
    sheet, y = flow.sheet, flow.y
    sheet.tint(flow.left, y, flow.width, _HEAD_HEIGHT, 0.12)
    sheet.text(flow.left + 5, y + 9.0, title, _HEAD)
    sheet.text(flow.left + 5, y + 16.0, "受け取ったファイルを、この６つの言葉で開きます", _HEAD.at(10.5))
    sheet.text(flow.right - 5, y + 12.5, "ファイルと別に渡す", _HEAD.at(13), "right")
    flow.gap(_HEAD_HEIGHT + 6)


def _about(flow: Flow, facts: Sequence[tuple[str, str]]) -> None:
    top = flow.y
    for label, value in facts:
        flow.sheet.tint(flow.left, flow.y, 34, _FACT, TINT)
        flow.sheet.box(flow.left, flow.y, flow.width, _FACT, 0.35)
        flow.sheet.line(flow.left + 34, flow.y, flow.left + 34, flow.y + _FACT)
        flow.sheet.within(flow.left + 2, centre_line(flow.y, _FACT, 10), 30, label, LIST_CELL)
        flow.sheet.within(flow.left + 36, centre_line(flow.y, _FACT, 11), flow.width - 38, value, LIST_CELL.at(11))
        flow.gap(_FACT)
    flow.sheet.box(flow.left, top, flow.width, flow.y - top, 0.75)
    flow.gap(7)


def _words(flow: Flow, words: Sequence[str]) -> None:
    """Two columns of three: １ to ３ at the left, ４ to ６ at the right."""
    flow.text("６つの言葉（１から６の順）", LIST_HEADING.at(11))
    flow.gap(2)
    half, rows, top = flow.width / 2, (len(words) + 1) // 2, flow.y
    for number, word in enumerate(words):
        x, y = flow.left + half * (number // rows), top + _ROW * (number % rows)
        flow.sheet.box(x, y, half, _ROW, 0.5)
        draw_numbered_circle(flow.sheet, x + 9, y + _ROW / 2, str(number + 1), 4.2)
        flow.sheet.within(x + 19, centre_line(y, _ROW, _WORD.size), half - 22, word, _WORD)
    flow.y = top + _ROW * rows
    flow.sheet.box(flow.left, top, flow.width, flow.y - top, 1.0)
    flow.gap(8)


def _steps(flow: Flow, steps: Sequence[str]) -> None:
    flow.text("開き方", LIST_HEADING.at(11))
    flow.gap(1)
    for number, step in enumerate(steps, 1):
        draw_numbered_circle(flow.sheet, flow.left + 3.4, flow.y + _STEP / 2, str(number))
        flow.sheet.within(flow.left + 9.5, centre_line(flow.y, _STEP, 10.5), flow.width - 10, step, LIST_CELL.at(10.5))
        flow.gap(_STEP)
    flow.gap(5)


def _warning(flow: Flow) -> None:
    sheet, y = flow.sheet, flow.y
    sheet.box(flow.left, y, flow.width, 18, 0.75)
    sheet.text(flow.left + 4, y + 6.8, WARNING, LIST_HEADING)
    sheet.within(flow.left + 4, y + 13.8, flow.width - 8, WARNING_MORE, LIST_CELL)
    flow.gap(22)
    flow.text("言葉は、この紙のほかのどこにも残っていません。なくしたときは、新しい包みを頼んでください。", LIST_SMALL)
