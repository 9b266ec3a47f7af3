"""Labels for envelopes (宛名ラベル, r06): the sheets that are sold, a place to begin, and the printer's own offset."""

from collections.abc import Sequence
from dataclasses import dataclass

from kobe_desk.modules.members.usecases.paper_rows import LabelRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import draw_lines, wrap
from kobe_desk.paper.sheet import Sheet, Type
from kobe_desk.paper.styles import ENVELOPE, LABELS, POSTCARD


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels in mm: columns and rows, the size of one, and the margins of the first."""

    key: str
    title: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    checked: bool = False
    """Whether a public description of the sheet was read; the others rest on arithmetic and are to be tried first."""

    @property
    def count(self) -> int:
        return self.columns * self.rows


SHEETS = (
    LabelSheet("12", "A-one 72212型　12面", 2, 6, 86.4, 42.3, 18.6, 21.6, True),
    LabelSheet("10", "10面", 2, 5, 86.4, 50.8, 18.6, 21.5),
    LabelSheet("24", "24面", 3, 8, 66.0, 33.9, 6.0, 12.9),
    LabelSheet("21", "21面", 3, 7, 70.0, 42.3, 0.0, 0.5),
    LabelSheet("44", "44面", 4, 11, 48.3, 25.4, 8.4, 8.8),
    LabelSheet("65", "65面", 5, 13, 38.1, 21.2, 9.75, 10.7),
)
LEAST_SIZE = 6.0
LOW = 30.0
"""Labels lower than this have 班−戸番 beside the postal code: there is no room below the name."""


@dataclass(frozen=True, slots=True)
class Start:
    """The first label to print on (from 1), and how far the printer is off, in mm to the right and down."""

    place: int = 1
    right: float = 0.0
    down: float = 0.0


def sheet_named(key: str) -> LabelSheet:
    """The sheet of a key, the first if there is none."""
    return next((each for each in SHEETS if each.key == key), SHEETS[0])


def labels_pdf(rows: Sequence[LabelRow], kind: LabelSheet = SHEETS[0], start: Start = Start(), *, sample: bool = False,
               frames: bool = False) -> bytes:  # fmt: skip
    """The labels as a PDF to print at 100 %; `frames` are for the screen only. Raises MissingGlyph."""
    paper = Paper(PaperFacts("宛名ラベル", sample=sample), LABELS)
    place = min(max(start.place, 1), kind.count) - 1
    for row in rows:
        if place == kind.count:
            paper.add_sheet()
            place = 0
        with paper.owner(row.name):
            _draw(paper.sheet, row, kind, place, start, frames)
        place += 1
    return paper.finish()


def calibration_pdf(kind: LabelSheet) -> bytes:
    """Frames and a cross in the middle of each label, printed on plain paper and held against a sheet."""
    paper = Paper(PaperFacts("ラベルの位置の確認"), LABELS)
    small = Type(Face.GOTHIC, 8)
    for place in range(kind.count):
        x, y = _corner(kind, place, Start())
        paper.sheet.box(x, y, kind.width, kind.height, 0.5)
        middle_x, middle_y = x + kind.width / 2, y + kind.height / 2
        paper.sheet.line(middle_x - 4, middle_y, middle_x + 4, middle_y, 0.5)
        paper.sheet.line(middle_x, middle_y - 4, middle_x, middle_y + 4, 0.5)
    paper.sheet.text(
        105, 8, f"{kind.title}　倍率100%で普通紙に印刷し、ラベルに重ねてずれを測ってください。", small, "center"
    )
    return paper.finish()


def _corner(kind: LabelSheet, place: int, start: Start) -> tuple[float, float]:
    row, column = divmod(place, kind.columns)
    return kind.left + column * kind.width + start.right, kind.top + row * kind.height + start.down


def _draw(sheet: Sheet, row: LabelRow, kind: LabelSheet, place: int, start: Start, frames: bool) -> None:
    x, y = _corner(kind, place, start)
    if frames:
        sheet.box(x, y, kind.width, kind.height, 0.35, 0.6, dash=(1, 2))
    scale = min(1.0, kind.height / 42.3, kind.width / 70.0)
    side, top = max(3.0, 8 * scale), max(2.2, 6.5 * scale)
    width = kind.width - 2 * side
    postal = Type(Face.FIXED, max(LEAST_SIZE + 1, 12.5 * scale))
    address = Type(Face.GOTHIC, max(LEAST_SIZE, 10.5 * scale), 1.3)
    line = y + top + postal.em
    if row.postal_code:
        sheet.text(x + side, line, f"〒{row.postal_code}", postal)
    room = kind.height - (line - y) - 1.2 - max(6.0, 12 * scale)
    below = _address(sheet, row, x + side, line + 1.2, width, address, room)
    _name(sheet, row, x + side, below, width, y + kind.height, scale)
    if row.place:
        foot = y + kind.height - 2.4 if kind.height >= LOW else line
        small = Type(Face.GOTHIC, max(5.5, 8 * scale), grey=0.25)
        sheet.text(x + kind.width - side, foot, row.place, small, "right")


def _address(sheet: Sheet, row: LabelRow, x: float, y: float, width: float, type: Type, room: float) -> float:
    """The address, then the building on a line of its own; smaller where the label is too low for all its lines."""
    lines = _address_lines(sheet, row, width, type)
    while len(lines) * type.line > room and type.size > LEAST_SIZE:
        type = type.at(max(LEAST_SIZE, type.size - 0.5))
        lines = _address_lines(sheet, row, width, type)
    if len(lines) * type.line > room:  # one line each, narrowed
        parts = list(filter(None, (row.address, row.building)))
        for number, part in enumerate(parts):
            sheet.within(x, y + type.em + number * type.line, width, part, type)
        return y + len(parts) * type.line
    return draw_lines(sheet, x, y, width, lines, type)


def _address_lines(sheet: Sheet, row: LabelRow, width: float, type: Type) -> list[str]:
    return [line for part in (row.address, row.building) if part for line in _lines_of(sheet, part, type, width)]


def _lines_of(sheet: Sheet, text: str, type: Type, width: float) -> list[str]:
    if sheet.squeezed(text, type, width).scale == 100:  # noqa: PLR2004 - one line without narrowing
        natural = sheet.setter.width(text, type.face) * type.em / 1000
        if natural <= width:
            return [text]
    return wrap(sheet.setter, text, type, width)


def _name(sheet: Sheet, row: LabelRow, x: float, below: float, width: float, bottom: float, scale: float) -> None:
    """The name with 様 between the address and the foot of the label; a long one shrinks, then takes two lines."""
    size = max(9.0, 17 * scale)
    name, title = Type(Face.GOTHIC, size, 1.25), Type(Face.GOTHIC, size * 0.82)
    room = width - title.em - 3 - 4 * scale
    lines = [row.name]
    if sheet.squeezed(row.name, name, room).scale < 92:  # noqa: PLR2004
        name, lines = _in_two(sheet, row.name, name, room, bottom - below - 3 * scale)
    height = len(lines) * name.line
    y = below + max(0.4, (bottom - 4.5 * scale - below - height) / 2)
    indent = 4 * scale
    for number, line in enumerate(lines):
        baseline = y + name.em * 0.95 + number * name.line
        type = sheet.squeezed(line, name, room)
        used = sheet.text(x + indent, baseline, line, type)
        if number == len(lines) - 1:
            sheet.text(x + indent + used + 2, baseline, row.title, title)


def _in_two(sheet: Sheet, text: str, type: Type, width: float, height: float) -> tuple[Type, list[str]]:
    """A name that is too long for one line, whole in two smaller ones; on a low label in one, narrowed."""
    size = type.size * 0.72
    while size >= LEAST_SIZE and height > 2 * type.at(size).line:
        lines = wrap(sheet.setter, text, type.at(size), width)
        if len(lines) <= 2:  # noqa: PLR2004
            return type.at(size), lines
        size -= 0.5
    return type.at(max(LEAST_SIZE, type.size * 0.8)), [text]


def postcards_pdf(rows: Sequence[LabelRow], sample: bool = False) -> bytes:
    """はがき: the postal code in the seven red boxes' places, address and name upright. Raises MissingGlyph."""
    paper = Paper(PaperFacts("はがき", sample=sample), POSTCARD)
    for number, row in enumerate(rows):
        if number:
            paper.add_sheet()
        with paper.owner(row.name):
            _postcard(paper.sheet, row)
    return paper.finish()


_BOXES = (44.0, 51.0, 58.0, 65.6, 72.4, 79.2, 86.0)
"""Left edges of the boxes of a はがき; each is 5.7 wide and stands 12 mm below the upper edge."""


def _postcard(sheet: Sheet, row: LabelRow) -> None:
    digits = [sign for sign in row.postal_code if sign.isdigit()]
    for left, digit in zip(_BOXES, digits, strict=False):
        sheet.middle(left + 2.85, 12, 8, digit, Type(Face.FIXED, 15), "center")
    address = Type(Face.MINCHO, 12, 1.12)
    for place, part in enumerate(filter(None, (row.address, row.building))):
        sheet.upright(86 - place * 8, 30, upright_figures(part), _fitted(part, address, 100))
    name = Type(Face.MINCHO, 21, 1.2)
    sheet.upright(50, 42, f"{row.name}　{row.title}", _fitted(f"{row.name}　{row.title}", name, 90))


def envelopes_pdf(rows: Sequence[LabelRow], sender: str = "", sample: bool = False) -> bytes:
    """封筒 (長形3号, upright), with who sends it at the lower left. Raises MissingGlyph."""
    paper = Paper(PaperFacts("封筒", sample=sample), ENVELOPE)
    for number, row in enumerate(rows):
        if number:
            paper.add_sheet()
        with paper.owner(row.name):
            _envelope(paper.sheet, row, sender)
    return paper.finish()


def _envelope(sheet: Sheet, row: LabelRow, sender: str) -> None:
    digits = [sign for sign in row.postal_code if sign.isdigit()]
    for left, digit in zip(_BOXES, digits, strict=False):
        sheet.middle(left + 20 + 2.85, 12, 8, digit, Type(Face.FIXED, 15), "center")
    address = Type(Face.MINCHO, 15, 1.12)
    for place, part in enumerate(filter(None, (row.address, row.building))):
        sheet.upright(104 - place * 10, 36, upright_figures(part), _fitted(part, address, 150))
    name, said = Type(Face.MINCHO, 27, 1.2), f"{row.name}　{row.title}"
    sheet.upright(60, 60, said, _fitted(said, name, 130))
    small = _fitted(sender, Type(Face.MINCHO, 12, 1.12), 90)
    if sender:
        sheet.upright(18, 130, sender, small)


def _fitted(text: str, type: Type, height: float) -> Type:
    """Smaller until the column fits."""
    needed = len(text) * type.em * type.leading
    return type if needed <= height else type.at(type.size * height / needed)


_UPRIGHT = str.maketrans("0123456789-−‐ー", "〇一二三四五六七八九｜｜｜｜")


def upright_figures(text: str) -> str:
    """Figures and strokes of an address as upright writing has them: 一丁目二｜三."""
    return text.translate(_UPRIGHT)
