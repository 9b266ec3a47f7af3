"""A form of the programme on the funder's own PDF: the answers in their boxes, the signatures in their places.

An example (見本) fills every box with made-up words of its kind, to try a layout before there are answers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era, kana
from kobe_desk.core.japanese.money import figures, written_out, yen, yen_mark
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.papers.check import is_found, text_of
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules import values
from kobe_desk.modules.subsidies.rules.definition import Column, Field, FormSpec, Kind, Table
from kobe_desk.modules.subsidies.rules.evaluate import conditions_of
from kobe_desk.modules.subsidies.rules.evaluation import Row
from kobe_desk.modules.subsidies.rules.layout import ERA_PARTS, PART_LABELS, Box, name_of
from kobe_desk.modules.subsidies.rules.values import Value
from kobe_desk.modules.subsidies.usecases.facts import OverlaidForm, PaperRequest, PlaceRow
from kobe_desk.paper.continuation import SEE_SHEET, Continuation
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.overlay import fitting, making
from kobe_desk.paper.render import page_count
from kobe_desk.paper.sheet import Align

_FACES = {"mincho": Face.MINCHO, "body": Face.MINCHO, "gothic": Face.GOTHIC}
_ALIGNS: dict[str, Align] = {each: each for each in get_args(Align)}
_MARKS: dict[str, making.Mark] = {each: each for each in get_args(making.Mark)}
_FULL = str.maketrans("0123456789-,", "０１２３４５６７８９－，")
_TIES = str.maketrans("", "", "-－ー,，円〒 　")
EXAMPLE: dict[Kind, Value] = {
    Kind.DATE: date(2026, 4, 1), Kind.INTEGER: 128, Kind.YEN: 251_000,
    Kind.YESNO: True, Kind.PHONE: "078-000-0000", Kind.CORPORATE: "0000000000000", Kind.KANA: "ミナトダイジチカイ",
    Kind.ADDRESS: values.Address("650-0000", "神戸市中央区○○通1丁目2番3号"),
    Kind.PERSON: values.PersonRef("", "神戸　太郎", "コウベ　タロウ", "会長"),
    Kind.PERIOD: values.Period(date(2026, 4, 1), date(2027, 3, 31)),
    Kind.BANK: values.BankAccount("○○銀行", "○○支店", "普通", "0000000", "みなと台自治会", "ミナトダイジチカイ"),
    Kind.RESOLUTION: values.ResolutionRef("", "第1号議案", date(2026, 4, 19), "事業計画", "可決", "定期総会", "総会"),
    Kind.LONGTEXT: "この欄には、このくらいの長さの文が入ります。見本の文です。",
}  # fmt: skip
"""Made-up answers of each kind."""
EXAMPLE_TEXT = "見本の文字"


class BoxNotOnPaper(UserError):
    text = N_(
        "What belongs in the box “{label}” was not found on “{paper}”, so no paper was made. Your answers are "
        "unchanged. Please report this."
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """What one box says on one sheet: the box moved to its row."""

    sheet: int
    box: Box
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Overlaying:
    """A form being filled. `example`: with made-up words instead of answers."""

    form: FormSpec
    words: Words
    given: OverlaidForm
    example: bool = False
    holding: Mapping[str, bool] = field(default_factory=dict)
    """Which conditions of boxes hold."""

    def is_written(self, box: Box) -> bool:
        """Whether the condition of a box lets it be written; in an example every box is."""
        return self.example or not box.when or self.holding.get(box.when, False)

    def label(self, box: Box) -> str:
        return name_of(box, self.words.programme)


def overlaid_form(
    form: FormSpec, words: Words, given: OverlaidForm, offices: dict[str, str], *, day: date, example: bool = False,
    trial: bool = False, code: str = "", number: str = "",
) -> PaperRequest:  # fmt: skip
    """The form on the funder's PDF, read back unless it is a `trial`; at the foot the 照合 `code`, if it has one.

    Raises MissingGlyph, BoxNotOnPaper.
    """
    holding = conditions_of(words.programme, words.answers, day, {each.when for each in given.boxes if each.when})
    ours = Overlaying(form, words, given, example, holding)
    pages, written, behind = _written(ours)
    called = " ".join(filter(None, (form.code, form.title)))
    filled = [_filled(each, ours) for each in written if not each.box.tick or each.marked]
    after = [Continuation(called, label, text) for label, text in behind.items()]
    made = making.overlay_pdf(given.pdf, given.sizes, filled, called, pages, after, code=code, number=number).pdf
    if not trial:  # while it is being laid, boxes may lie over each other
        _check(made, form, filled, list(behind.items()))
    return PaperRequest(form.id, form.title, made, tuple(_places(ours, offices)))


def _check(made: bytes, form: FormSpec, filled: Sequence[making.Filled], behind: Sequence[tuple[str, str]]) -> None:
    """Read the paper back: every text is there, whole or parted."""
    text, pages = text_of(made), page_count(made)
    wanted = [(each.label, each.text) for each in filled if each.mark is None]
    for label, answer in [*wanted, *((label, line) for label, lines in behind for line in lines.split("\n"))]:
        if not is_found(answer, text, pages):
            raise BoxNotOnPaper(label=label, paper=form.title)


def _filled(each: _Written, ours: Overlaying) -> making.Filled:
    box = each.box
    placed = fitting.Box(
        *box.rect,
        largest=box.size[0],
        smallest=box.size[1],
        face=_FACES[box.font],
        align=_ALIGNS[box.align],
        fit=fitting.Fit(box.fit),
        cells=box.char_boxes,
    )
    return making.Filled(each.sheet, ours.label(box), placed, each.text, _MARKS[box.mark] if box.tick else None)


def _places(ours: Overlaying, offices: dict[str, str]) -> Iterator[PlaceRow]:
    """The signatures in the order the programme names, on the first copy of their page."""
    orders = {each.role: each.order for each in ours.form.signers}
    boxes = [each for each in ours.given.boxes if each.kind == "signature"]
    starts = _starts(ours)
    for number, box in enumerate(boxes, 1):
        order = orders.get(box.field, len(orders) + number)
        yield PlaceRow(box.field, offices.get(box.field, box.field), order, starts[box.page - 1] + 1, box.rect)


# Which sheet shows what


def _copies(ours: Overlaying) -> list[int]:
    """How often each page of the form is needed for all rows of its tables."""
    counts = [1] * len(ours.given.sizes)
    for box in ours.given.boxes:
        if box.rows and box.over == "page" and ours.is_written(box):
            counts[box.page - 1] = max(counts[box.page - 1], -(-len(_rows(box, ours)) // box.rows))
    return counts


def _starts(ours: Overlaying) -> list[int]:
    counts = _copies(ours)
    return [sum(counts[:page]) for page in range(len(counts))]


def _written(ours: Overlaying) -> tuple[list[int], list[_Written], dict[str, str]]:
    """The pages in their order, what their boxes say, and the rows that go on behind."""
    pages = [page for page, count in enumerate(_copies(ours)) for _copy in range(count)]
    starts, written, behind = _starts(ours), list[_Written](), dict[str, str]()
    for box in ours.given.boxes:
        if box.kind != "text" or not ours.is_written(box):
            continue
        first = starts[box.page - 1]
        if box.rows:
            written += _table_rows(box, ours, first, behind)
        elif text := _text(box, ours):
            written.append(_Written(first, box, text, _is_marked(box, ours)))
    return pages, written, behind


def _rows(box: Box, ours: Overlaying) -> Sequence[Row | None]:
    if ours.example:
        return (None,) * (box.rows if box.over == "page" else box.rows + 1)
    counts = ours.words.counts(box.table)
    return ours.words.evaluation.rows.get(box.table, ()) if counts else ()


def _table_rows(box: Box, ours: Overlaying, first: int, behind: dict[str, str]) -> Iterator[_Written]:
    """A column row by row; rows that find no place are on the next copy of the page, or behind, with a note."""
    texts = [_cell(box, ours, row) for row in _rows(box, ours)]
    at_most = box.rows if box.over == "page" or len(texts) <= box.rows else box.rows - 1
    here = texts if box.over == "page" else texts[:at_most]
    for number, text in enumerate(here):
        copy, place = divmod(number, box.rows)
        if text:
            yield _Written(first + copy, replace(box, rect=box.row(place)), text)
    left = texts[len(here) :]
    if left:
        behind[ours.label(box)] = "\n".join(left)
        yield _Written(first, replace(box, rect=box.row(at_most), char_boxes=0, fit="shrink"), SEE_SHEET)


# What a box says


def _cell(box: Box, ours: Overlaying, row: Row | None) -> str:
    table = ours.words.programme.tables[box.table]
    column = table.column(box.field.split(".")[1])
    if column is None:
        return ""
    if row is None:
        return _shaped(box, column.field, _example(column.field), ours.words) or EXAMPLE_TEXT
    return _of_row(box, ours.words, table, column, row)


def _of_row(box: Box, words: Words, table: Table, column: Column, row: Row) -> str:
    value = row.values.get(column.id)
    shown = words.cell(table, column, row)
    if isinstance(shown, int):
        return _digits(box, _money(box, shown) if box.money else figures(shown))
    return _shaped(box, column.field, value, words) if value is not None else shown or ""


def _text(box: Box, ours: Overlaying) -> str:
    words, (head, *rest) = ours.words, box.field.split(".")
    if head == "amounts":
        found = words.evaluation.amounts.get(rest[0])
        amount = 251_000 if ours.example else found.yen if found else None
        return "" if amount is None else _digits(box, _money(box, amount))
    if head == "totals":
        total = words.evaluation.totals.get(".".join(rest)) if words.counts(rest[0]) else None
        return "" if total is None and not ours.example else _digits(box, _money(box, total or 0))
    if head in words.programme.tables:
        return _list(words.programme.tables[head], rest[0], box, ours)
    asked = words.programme.fields[head]
    if ours.example:
        return _shaped(box, asked, _example(asked), words) or EXAMPLE_TEXT
    value = words.value(head)
    return _shaped(box, asked, value, words) if value is not None else words.text(head)


def _list(table: Table, name: str, box: Box, ours: Overlaying) -> str:
    """A column in one box: one row below the other."""
    column = table.column(name)
    if column is None:
        return ""
    if ours.example:
        return "\n".join([_shaped(box, column.field, _example(column.field), ours.words) or EXAMPLE_TEXT] * 2)
    rows = ours.words.evaluation.rows.get(table.id, ()) if ours.words.counts(table.id) else ()
    return "\n".join(filter(None, (_of_row(box, ours.words, table, column, row) for row in rows)))


def _example(field: Field) -> Value | None:
    return EXAMPLE.get(field.kind)


def _is_marked(box: Box, ours: Overlaying) -> bool:
    """Whether the answer is the one that this box is the tick of; in an example every one is."""
    if not box.tick or ours.example:
        return bool(box.tick)
    value = ours.words.value(box.field.split(".")[0])
    if isinstance(value, bool):
        return box.tick == ("yes" if value else "no")
    return box.tick in value if isinstance(value, tuple) else box.tick == value


def _shaped(box: Box, field: Field, value: Value | None, words: Words) -> str:
    """An answer, or its part, as the box wants it written."""
    part = box.field.rpartition(".")[2]
    if part in PART_LABELS and hasattr(value, part):
        value = getattr(value, part)
    if isinstance(value, date):
        return _digits(box, _day(box, value))
    if isinstance(value, int) and not isinstance(value, bool) and (box.money or field.kind is Kind.YEN):
        return _digits(box, _money(box, value))
    return _digits(box, values.spoken(field, value, words.programme.choice_lists))


def _day(box: Box, day: date) -> str:
    if box.date == "iso":
        return day.isoformat()
    found = era.era_of(day)
    if box.date not in ERA_PARTS or found is None:
        return era.wareki(day)
    year = era.year_name(found.year_of(day))
    return {"era_name": found.name, "year": year, "month": str(day.month), "day": str(day.day)}[box.date]


def _money(box: Box, amount: int) -> str:
    styles: dict[str, Callable[[int], str]] = {
        "plain": str,
        "figures": figures,
        "yen_mark": yen_mark,
        "formal": written_out,
    }
    return styles.get(box.money, yen)(amount)


def _digits(box: Box, text: str) -> str:
    """Digits as the box wants them; character boxes hold a number without its ties (650-0001 is 6500001)."""
    if box.char_boxes and kana.narrow(text).translate(_TIES).lstrip("¥△").isdigit():
        text = kana.narrow(text).translate(_TIES)
    if box.digits == "full":
        return text.translate(_FULL)
    return kana.narrow(text) if box.digits == "half" else text
