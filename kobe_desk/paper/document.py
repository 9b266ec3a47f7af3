"""A paper: its sheets, what stands at the foot of each, and the PDF they become.

    paper = Paper(PaperFacts(title="会員名簿（班別）", sample=True), LIST)
    paper.sheet.text(paper.left, 30, "みなと台自治会", LIST_CELL)
    paper.add_sheet()
    data = paper.finish()

The same facts and drawing at the same moment give the same bytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kobe_desk.core import clock
from kobe_desk.paper import archive
from kobe_desk.paper.footer import draw_footer
from kobe_desk.paper.glyphs import Setter
from kobe_desk.paper.sheet import MM, Sheet
from kobe_desk.paper.styles import FORM, Format

rl_config.trustedSchemes = ["data"]  # nothing printed here may fetch a file or an address
rl_config.useA85 = 0  # plain compressed streams: no text armour around them
PAGES_WITHOUT_OUTLINE = 3


@dataclass(frozen=True)
class PaperFacts:
    """What a paper is: title and document number in its foot and metadata, and whether it is a sample or a copy.

    `code`: 32 hexadecimal digits over answers, definition and layout; with it each page of a submission copy
    carries a QR code and a 照合 line. `answers`: the SHA-256 of its answers.json, printed whole at the foot.
    `made`: the day printed as 作成 (today if none).
    """

    title: str
    number: str = ""
    subject: str = ""
    author: str = ""
    made: date | None = None
    sample: bool = False
    code: str = ""
    answers: str = ""
    note: str = ""
    """A sentence at the foot of every page, above its line: what the layout is."""
    archive: bool = False
    """Whether it is PDF/A-1b: a paper that is kept for long (議事録, 抄本, 招集通知)."""

    @property
    def day(self) -> date:
        return self.made or clock.today()


@dataclass(frozen=True)
class Place:
    """Room kept for a signer: page from 1, and the box in points from the lower left, as a PDF field wants it."""

    office: str
    page: int
    box: tuple[float, float, float, float]


class Paper:
    """The sheets of one document; text goes through `sheet`, its foot is drawn when the paper is finished."""

    def __init__(self, facts: PaperFacts, format: Format = FORM) -> None:
        self.facts, self.format = facts, format
        self.setter = Setter()
        self.sheets: list[Sheet] = []
        self.places: list[Place] = []
        self._marks: list[tuple[int, int, str]] = []
        self._canvas = _canvas(facts, format)
        self.add_sheet()

    @property
    def sheet(self) -> Sheet:
        """The sheet now being drawn."""
        return self.sheets[-1]

    @property
    def left(self) -> float:
        return self.format.left

    @property
    def right(self) -> float:
        return self.format.width - self.format.right

    @property
    def top(self) -> float:
        return self.format.top

    @property
    def bottom(self) -> float:
        """The lowest place for content."""
        return self.format.height - self.format.bottom

    @property
    def width(self) -> float:
        return self.right - self.left

    def add_sheet(self) -> Sheet:
        """Begin the next sheet."""
        self.sheets.append(Sheet(self.setter, self.format.width, self.format.height))
        return self.sheet

    def mark(self, title: str, level: int = 0) -> None:
        """Name this place in the outline, which papers of more than three pages have."""
        self._marks.append((len(self.sheets), level, title))

    def keep_place(self, office: str, x: float, y: float, width: float, height: float) -> None:
        """Remember where a signer's stamp goes on this sheet (mm from the top left)."""
        low = (self.format.height - y - height) * MM
        box = (round(x * MM, 2), round(low, 2), round((x + width) * MM, 2), round(low + height * MM, 2))
        self.places.append(Place(office, len(self.sheets), box))

    @contextmanager
    def owner(self, name: str) -> Iterator[None]:
        """Whose text is being drawn: a missing glyph names the person or the answer it belongs to."""
        before, self.setter.owner = self.setter.owner, name
        try:
            yield
        finally:
            self.setter.owner = before

    def image(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """An image (a seal, a signature by hand) fitted into a box, from its bytes."""
        canvas = self._canvas
        canvas.drawImage(ImageReader(BytesIO(data)), x * MM, (self.format.height - y - height) * MM, width * MM,
                         height * MM, mask="auto", preserveAspectRatio=True)  # fmt: skip
        self.sheet.operations += canvas._code
        self.sheet.images += canvas._formsinuse
        canvas._code.clear()
        canvas._formsinuse.clear()

    def finish(self) -> bytes:
        """Draw the foot of each sheet and return the PDF."""
        if self.format.footer:
            for number, sheet in enumerate(self.sheets, 1):
                draw_footer(sheet, self.facts, self.format, number, len(self.sheets))
        canvas = self._canvas
        canvas._doc.delayedFonts += self.setter.fonts.values()
        for number, sheet in enumerate(self.sheets, 1):
            self._outline(canvas, number)
            canvas._code += sheet.operations
            canvas._formsinuse += sheet.images
            canvas._currentPageHasImages = bool(sheet.images)
            canvas.showPage()
        data: bytes = canvas.getpdfdata()
        return data

    def _outline(self, canvas: Any, page: int) -> None:
        if len(self.sheets) <= PAGES_WITHOUT_OUTLINE:
            return
        marks = self._marks or [(1, 0, self.facts.title)]
        for number, (at, level, title) in enumerate(marks):
            if at == page:
                canvas.bookmarkPage(f"place-{number}")
                canvas.addOutlineEntry(title, f"place-{number}", level)


class _PlainCanvas(Canvas):  # type: ignore[misc]
    """reportlab's canvas without its standing reference to Helvetica, which is not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Moment:
    """The time of making, as reportlab asks for it."""

    def __init__(self, moment: datetime) -> None:
        self.t = moment.timestamp()
        self.lt = moment.timetuple()
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh, self.dmm, self.tzname = 9, 0, "JST"


def _canvas(facts: PaperFacts, format: Format) -> Any:
    version = archive.VERSION if facts.archive else (1, 7)
    canvas = _PlainCanvas(BytesIO(), pagesize=(format.width * MM, format.height * MM), pageCompression=1, invariant=1,
                          lang="ja", pdfVersion=version)  # fmt: skip
    canvas._doc._timeStamp = _Moment(clock.now().astimezone(clock.JST))
    canvas.setTitle(facts.title)
    canvas.setSubject(facts.subject or facts.number or facts.title)
    canvas.setAuthor(facts.author)
    canvas.setCreator("Kobe Desk")
    canvas.setProducer("Kobe Desk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if facts.archive:
        archive.keep_for_long(canvas._doc)
    return canvas
