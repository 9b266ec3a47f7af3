"""Breaking Japanese text into lines: kinsoku (禁則), whole numbers with their counters, whole short katakana words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kobe_desk.paper.glyphs import SELECTORS, Line, Setter, clusters
from kobe_desk.paper.sheet import MM, Align, Sheet, Type, centre_line

NEVER_FIRST = (
    "、。，．,.・：；:;？！?!）」』】〕〉》］｝)]}’”々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "｡､｣･ｰﾞﾟｧｨｩｪｫｯｬｭｮ％%‰℃〜～゛゜\u3099\u309a"
)
NEVER_LAST = "（「『【〔〈《［｛([{‘“〒￥¥＄$£№＃#"
_COUNTER = (
    "か年度|カ年度|年度|年間|か年|年|か月|ヶ月|カ月|ヵ月|箇月|月|日間|日|時間|時半|時|分間|分|秒|週間|週|世帯|所帯|名|人|組|班|件|"
    "円|万円|千円|億円|回|口|号議案|号棟|号室|号|番地|番|丁目|条|項|階|棟|戸|軒|台|枚|個|本|部|冊|通|票|歳|才|点|社|団体|"
    "か所|箇所|ヶ所|カ所|割|倍|％|%|km|cm|mm|kg|㎡|㎏|㎝|㎜|ｍ|m|g|L|メートル|キロ|リットル"
)
_WHOLE = (
    r"[0-9０-９〇一二三四五六七八九十]+丁目"
    r"|(?:[第約延計△▲−¥￥]|(?:令和|平成|昭和|大正|明治)(?=[0-9元]))?"
    rf"[0-9０-９][0-9０-９,，.．:：/／-]*(?:(?:年度?|月|日|時|分)[0-9０-９]+)*(?:{_COUNTER})?"
    r"|[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ0-9'’@._+/-]*"
    r"|(?<![ァ-ヺー])[ァ-ヺー]{2,8}(?![ァ-ヺー])"
)
_TOKEN = re.compile(f"[{re.escape(NEVER_LAST)}]*(?:{_WHOLE}|.)[{re.escape(NEVER_FIRST)}{SELECTORS} \u3000]*", re.DOTALL)


def tokens(text: str) -> list[str]:
    """The pieces of a text between which a line may end, kinsoku observed; joined they are the text."""
    return _TOKEN.findall(text)


def wrap(setter: Setter, text: str, type: Type, width: float, indent: float = 0.0) -> list[str]:
    """The lines of a text in a width (mm), the first of each paragraph shorter by `indent`; blanks at ends stay."""
    room = width / type.em * 1000 * 100 / type.scale + 0.5
    measure = setter.measure(text, type.face)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, measure, room, indent / type.em * 1000)
    return lines


def _paragraph(text: str, measure: Callable[[str], float], room: float, used: float) -> list[str]:
    """Fill line after line; a token wider than a line is broken between its characters."""
    lines, line = [], ""
    for token in tokens(text):
        width = measure(token)
        hanging = width - measure(token.rstrip()) if token[-1].isspace() else 0.0
        if used + width - hanging > room and (line or width - hanging > room - used):
            if line:
                lines.append(line)
                line, used = "", 0.0
            if width - hanging > room:
                *full, token = _characters(token, measure, room)
                lines += full
                width = measure(token)
        line += token
        used += width
    return [*lines, line]


def _characters(token: str, measure: Callable[[str], float], room: float) -> list[str]:
    """A token broken wherever a line is full."""
    lines, line, used = [], "", 0.0
    for cluster in clusters(token):
        width = measure(cluster)
        if line and used + width > room and not cluster.isspace():
            lines.append(line)
            line, used = "", 0.0
        line += cluster
        used += width
    return [*lines, line]


@dataclass(frozen=True)
class Fitted:
    """Text as it goes into a box: its lines, the type that made it fit, and the part that did not."""

    lines: tuple[str, ...]
    type: Type
    rest: str = ""

    @property
    def height(self) -> float:
        return len(self.lines) * self.type.line


def fit(setter: Setter, text: str, type: Type, width: float, height: float) -> Fitted:
    """Wrap; if too high, shrink to 80 % (not under 9 pt), then narrow to 88 %; what still overflows is `rest`."""
    for smaller in _ever_smaller(type):
        lines = wrap(setter, text, smaller, width)
        if len(lines) * smaller.line <= height + 0.01:
            return Fitted(tuple(lines), smaller)
    count = max(0, int((height + 0.01) / smaller.line))
    kept = lines[:count]
    return Fitted(tuple(kept), smaller, _after(text, kept))


def _ever_smaller(type: Type) -> Iterator[Type]:
    """The steps of rule 5: sizes down by half a point, then widths down by 3 %."""
    yield type
    least = max(type.size * 0.8, min(9.0, type.size))
    size = type.size
    while size > least:
        size = max(size - 0.5, least)
        yield type.at(size)
    for scale in (97.0, 94.0, 91.0, 88.0):
        yield replace(type, size=size, scale=scale)


def _after(text: str, lines: list[str]) -> str:
    """What follows these lines in the text they were broken from."""
    place = 0
    for line in lines:
        place += len(line)
        if text[place : place + 1] == "\n":
            place += 1
    return text[place:]


def draw_lines(sheet: Sheet, x: float, y: float, width: float, lines: tuple[str, ...] | list[str], type: Type,
               align: Align = "left") -> float:  # fmt: skip
    """Draw lines below one another, the first one's box beginning at `y`; return the place below the last."""
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    for line in lines:
        sheet.text(x + width * share, centre_line(y, type.line, type.size), line.rstrip(), type, align)
        y += type.line
    return y


TRACKED_AT_MOST = 1.6  # em of a line
TRACKED_A_GAP = 0.08  # em: wider gaps would be read as spaces


def draw_justified(sheet: Sheet, x: float, y: float, width: float, lines: list[str], type: Type, indent: float = 0.0,
                   last: bool = True) -> float:  # fmt: skip
    """One paragraph, its lines stretched to the width by at most 1.6 em, the last as it is."""
    for number, text in enumerate(lines):
        start = indent if number == 0 else 0.0
        line = sheet.setter.line(text.rstrip(), type.face)
        ends = number == len(lines) - 1 and last
        tracking = 0.0 if ends else _tracking(line, type, width - start)
        sheet.put(x + start, centre_line(y, type.line, type.size), line, type, tracking)
        y += type.line
    return y


def _tracking(line: Line, type: Type, width: float) -> float:
    slack = width * MM - line.width * type.size / 1000
    gaps = line.count - 1
    if gaps < 1 or slack <= 0 or slack > min(TRACKED_AT_MOST, TRACKED_A_GAP * gaps) * type.size:
        return 0.0
    return slack / gaps
