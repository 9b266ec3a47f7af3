"""From a definition's questions to the rows and tables of a form, in the order the form names them."""

from collections.abc import Iterator

from kobe_desk.core.japanese.money import written_out, yen
from kobe_desk.modules.subsidies.papers.facts import Grid, GridColumn, GridValue, Holds, Pair, Part
from kobe_desk.modules.subsidies.papers.labels import LEAD, head_of
from kobe_desk.modules.subsidies.papers.words import Words, columns_of, is_figure, items_of
from kobe_desk.modules.subsidies.rules.definition import Column, Field, FormSpec, Kind, Table

SHORT_LABEL, SHORT_VALUE = 8, 14
_SHORT_KINDS = frozenset({Kind.DATE, Kind.INTEGER, Kind.YEN, Kind.YESNO, Kind.PHONE, Kind.CORPORATE, Kind.CHOICE})
_REFERENCES = frozenset({Kind.BOOKING, Kind.DOCUMENT, Kind.FILE, Kind.PHOTO})
SEE_TRACE = "別表　算定表のとおり"


def parts_of(form: FormSpec, words: Words, *, draft: bool) -> Iterator[Part]:
    """The labelled answers and tables of a form; what is not asked is left out."""
    for name in items_of(form):
        pair = figure_pair(name, words)
        table = words.programme.tables.get(name)
        if pair:
            yield pair
        elif table and words.counts(name):
            yield grid_of(table, words)
        elif name in words.programme.fields and words.counts(name):
            yield pair_of(words.programme.fields[name], words, draft=draft)


def pair_of(field: Field, words: Words, *, draft: bool) -> Pair:
    """One answer; a stale one says 要確認 in a draft. Two short ones share a row."""
    text = words.text(field.id)
    label = words.label(field)
    half = field.kind in _SHORT_KINDS and len(label) <= SHORT_LABEL and len(text) <= SHORT_VALUE
    return Pair(label, text, half=half, to_confirm=draft and words.stale(field.id))


def figure_pair(name: str, words: Words) -> Pair | None:
    """A sum or an amount named by a form: 金251,000円."""
    head, _, rest = name.partition(".")
    if head == "amounts":
        amount, found = words.programme.amount(rest), words.evaluation.amounts.get(rest)
        return Pair(amount.label, written_out(found.yen) if found else "") if amount else None
    if head == "totals":
        table = words.programme.tables[rest.partition(".")[0]]
        total = next(each for each in table.totals if each.id == rest.partition(".")[2])
        return Pair(f"{words.label(table)}　{total.label}の計", yen(words.evaluation.totals.get(rest, 0)))
    return None


def grid_of(table: Table, words: Words, title: str = "") -> Grid:
    """A table of answers with its calculated first row and its sums."""
    rows = words.evaluation.rows.get(table.id, ())
    columns = [each for each in columns_of(table) if _is_shown(each, table, words)]
    cells = [tuple(words.cell(table, each, row) for each in columns) for row in rows]
    lead = [_lead(table, columns, words)] if table.lead else []
    in_yen = any(each.field.kind is Kind.YEN for each in columns)
    heads = tuple(_column(each, head_of(words.programme, table, each)) for each in columns)
    return Grid(title or words.label(table), heads, (*lead, *cells),
                _total(table, columns, words), "円" if in_yen else "")  # fmt: skip


def sum_of(table: Table, words: Words) -> int | None:
    """The sum of a table's money, its calculated row included; None if it counts none."""
    counted = (each for each in table.columns if each.field.kind is Kind.YEN and _sum(table, each, words) is not None)
    first = next(counted, None)
    return _sum(table, first, words) if first else None


def _is_shown(column: Column, table: Table, words: Words) -> bool:
    """A reference (予約, 書類) that no row has made needs no column."""
    rows = words.evaluation.rows.get(table.id, ())
    return column.field.kind not in _REFERENCES or any(row.values.get(column.id) for row in rows)


def _column(column: Column, head: str) -> GridColumn:
    field = column.field
    if is_figure(field) or field.kind is Kind.INTEGER:
        return GridColumn(head, Holds.NUMBER)
    if field.kind in (Kind.DATE, Kind.PHONE, Kind.CORPORATE, Kind.YESNO):
        return GridColumn(head, Holds.SHORT)
    shares = {Kind.CHOICE: 1.0, Kind.MULTI: 1.0, Kind.LONGTEXT: 2.2}
    return GridColumn(head, share=shares.get(field.kind, 1.0 + min(field.max or 0, 80) / 80))


def _lead(table: Table, columns: list[Column], words: Words) -> tuple[GridValue, ...]:
    """The row of the subsidy itself: its label first, its amount, and where that comes from."""
    lead = table.lead
    if lead is None:
        return ()
    found = words.evaluation.amounts.get(lead.amount)
    texts = [place for place, each in enumerate(columns) if not is_figure(each.field)]
    cells: list[GridValue] = [None] * len(columns)
    if len(texts) > 1:
        cells[texts[-1]] = SEE_TRACE
    cells[texts[0] if texts else 0] = LEAD if table.id in words.programme.share else lead.label
    for place, each in enumerate(columns):
        if each.id == lead.column and found:
            cells[place] = found.yen
    return tuple(cells)


def _total(table: Table, columns: list[Column], words: Words) -> tuple[GridValue, ...] | None:
    sums = [_sum(table, each, words) for each in columns]
    return ("計", *sums[1:]) if any(each is not None for each in sums[1:]) else None


def _sum(table: Table, column: Column, words: Words) -> int | None:
    """The sum printed under a column, if the programme counts the whole of it."""
    total = next((each for each in table.totals if each.column == column.id and not each.where), None)
    if total is None:
        return None
    made = words.evaluation.totals.get(f"{table.id}.{total.id}", 0)
    lead = words.evaluation.amounts.get(table.lead.amount) if table.lead else None
    return made + lead.yen if lead and table.lead and table.lead.column == column.id else made
