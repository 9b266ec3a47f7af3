"""The printed roster of a large association, against a bare canvas that draws the same cells with the same fonts."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any

import pytest
from benchmarks.conftest import People
from benchmarks.race import Ratios
from benchmarks.sizes import PEOPLE
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kobe_desk.core import paths
from kobe_desk.core.japanese import kana
from kobe_desk.modules.members.papers.labels import SHEETS, labels_pdf
from kobe_desk.modules.members.papers.roster import roster_pdf
from kobe_desk.modules.members.usecases.paper_rows import LabelRow
from kobe_desk.modules.members.usecases.rosters import Roster, RosterHomeRow, roster_on
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import LIST
from kobe_desk.paper.table import LIST_TABLE, Column, Kind, Table, draw_table

pytestmark = pytest.mark.benchmark
MM = 72 / 25.4
FONTS = {"BenchName": "BIZUDPGothic-Regular", "BenchCode": "BIZUDGothic-Regular", "BenchRare": "KobeFallback-A"}
COLUMNS = (
    Column("戸番", 15, "center"),
    Column("氏名", 34, kind=Kind.NAME),
    Column("ふりがな", 34),
    Column("住所", 50),
    Column("電話", 28, kind=Kind.CODE),
    Column("備考", 14, "center"),
)
CENTRED, CODE = (0, 5), 4
ROW, ROWS, TOP, SIZE = 7.4 * MM, 33, 281 * MM, 10
EDGES = [20 * MM + sum(each.width for each in COLUMNS[:number]) * MM for number in range(len(COLUMNS) + 1)]
Line = tuple[str, ...]


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    """The floor's own, read beforehand as the desk's are."""
    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(paths.resources("fonts", f"{file}.ttf")), shapable=False))


@pytest.fixture(scope="module")
def roster(people: People, tmp_path_factory: pytest.TempPathFactory) -> Roster:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        with people.opened() as desk:
            return desk.records.ask(roster_on, date(2026, 4, 1))


@pytest.fixture(scope="module")
def lines(roster: Roster) -> list[Line]:
    """Everybody on a line of her own."""
    homes = [home for area in roster.areas for home in area.homes]
    return [line for home in homes for line in _lines(home)]


def _lines(home: RosterHomeRow) -> list[Line]:
    reading, family = kana.to_hiragana(home.kana), home.name[:2]
    rest = (home.address, home.phone)
    head = (home.house_number, home.name, reading, *rest, home.offices)
    return [head, *(("", f"{family}　{given}", reading, *rest, "") for given in home.family)]


def test_a_table_of_everybody_is_drawn_nearly_as_fast_as_by_hand(ratios: Ratios, lines: list[Line]) -> None:
    """Embedded fonts with the fallback for rare kanji, fitted cells, rules, stripes, heads and page numbers."""

    def own() -> bytes:
        paper = Paper(PaperFacts(title="会員名簿"), LIST)
        draw_table(Flow(paper), Table(COLUMNS, LIST_TABLE, title="会員名簿"), lines)
        return paper.finish()

    row = ratios.race(f"roster PDF, {PEOPLE:,} lines", own, lambda: by_hand(lines), most=1.3, rounds=5)
    assert row.held, str(row)


def test_the_roster_as_it_is_printed_is_told_beside_it(ratios: Ratios, roster: Roster, lines: list[Line]) -> None:
    """By 班, each on a sheet of its own, with ruby over the heads: another paper than the floor's, so only told."""
    made: list[bytes] = []
    ratios.race(
        f"roster PDF by 班 as printed, {PEOPLE:,} people",
        lambda: made.append(roster_pdf(roster)),
        lambda: by_hand(lines),
        most=None,
        rounds=3,
    )
    assert made[0].startswith(b"%PDF")


def test_labels_are_drawn_nearly_as_fast_as_by_hand(ratios: Ratios, roster: Roster) -> None:
    """One for each household on sheets of twelve: addresses that fit their line, names with rare kanji."""
    rows = [
        LabelRow("650-0001", home.address, "", home.name, "様", f"{home.area}−{home.house_number}")
        for area in roster.areas
        for home in area.homes
    ]
    row = ratios.race(
        f"label sheets, {len(rows):,} households", lambda: labels_pdf(rows), lambda: labels_by_hand(rows), most=1.3,
        rounds=5,
    )  # fmt: skip
    assert row.held, str(row)


def labels_by_hand(rows: Sequence[LabelRow]) -> bytes:
    """The same words at the same places on a bare canvas, in the size they have where everything fits."""
    kind, out = SHEETS[0], BytesIO()
    canvas = Canvas(
        out, pagesize=(210 * MM, 297 * MM), pageCompression=1, invariant=1, lang="ja", initialFontName="BenchName"
    )
    write = _writer(canvas)
    for number, row in enumerate(rows):
        if number and number % kind.count == 0:
            canvas.showPage()
        down, right = divmod(number % kind.count, kind.columns)
        x, y = (kind.left + right * kind.width + 8) * MM, (297 - kind.top - down * kind.height - 6.5) * MM
        write(x, y - 12, f"〒{row.postal_code}", "BenchCode", 12.5)
        write(x, y - 27, row.address, "BenchName", 10.5)
        write(x, y - 70, row.name, "BenchName", 17)
        write(x + pdfmetrics.stringWidth(row.name, "BenchName", 17) + 8, y - 70, row.title, "BenchName", 14)
        write(x + (kind.width - 40) * MM, y - 95, row.place, "BenchName", 8)
    canvas.save()
    return out.getvalue()


def by_hand(lines: Sequence[Line]) -> bytes:
    """The same cells on a bare canvas: each run of characters in the font that has them, no fitting, no checks."""
    out = BytesIO()
    canvas = Canvas(
        out, pagesize=(210 * MM, 297 * MM), pageCompression=1, invariant=1, lang="ja", initialFontName="BenchName"
    )
    write = _writer(canvas)
    pages = -(-len(lines) // ROWS)
    for page in range(pages):
        write(EDGES[0], TOP - 11, "会員名簿", "BenchName", 11)
        bottom = _sheet(canvas, write, lines[page * ROWS :][:ROWS])
        for edge in EDGES:
            canvas.line(edge, TOP - 6 * MM, edge, bottom)
        write(EDGES[0], 40, "会員名簿", "BenchName", 8)
        write(290, 40, f"ページ {page + 1}／{pages}", "BenchName", 8)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _sheet(canvas: Canvas, write: Callable[..., None], lines: Sequence[Line]) -> float:
    y = TOP - 6 * MM
    _ground(canvas, y, 0.925)
    for place, column in enumerate(COLUMNS):
        write(EDGES[place], y - 15, column.head, "BenchName", SIZE, column.width * MM)
    for number, line in enumerate(lines):
        y -= ROW
        if number % 2:
            _ground(canvas, y, 0.965)
        for place, text in enumerate(line):
            font = "BenchCode" if place == CODE else "BenchName"
            room = COLUMNS[place].width * MM if place in CENTRED else 0
            write(EDGES[place] + (0 if room else 4.5), y - ROW / 2 - 4, text, font, SIZE, room)
        canvas.setLineWidth(0.35)
        canvas.line(EDGES[0], y - ROW, EDGES[-1], y - ROW)
    return y - ROW


def _ground(canvas: Canvas, y: float, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.rect(EDGES[0], y - ROW, EDGES[-1] - EDGES[0], ROW, stroke=0, fill=1)
    canvas.setFillGray(0)


def _writer(canvas: Canvas) -> Callable[..., None]:
    has: dict[str, Any] = {name: pdfmetrics.getFont(name).face.charToGlyph for name in FONTS}

    def write(x: float, y: float, text: str, font: str, size: float, centred_in: float = 0) -> None:
        runs = [
            (name, "".join(signs))
            for name, signs in groupby(text, lambda sign: font if ord(sign) in has[font] else "BenchRare")
        ]
        if centred_in:
            x += (centred_in - sum(pdfmetrics.stringWidth(run, name, size) for name, run in runs)) / 2
        for name, run in runs:
            canvas.setFont(name, size)
            canvas.drawString(x, y, run)
            if len(runs) > 1:
                x += pdfmetrics.stringWidth(run, name, size)

    return write
