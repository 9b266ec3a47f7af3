"""What of a programme may be given to a helper: its delegated questions, and nothing that stands under `never`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kobe_desk.modules.subsidies.rules.answers import Answers, Cell
from kobe_desk.modules.subsidies.rules.definition import Column, Field, Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.patterns import covers
from kobe_desk.modules.subsidies.rules.values import spoken

TYPED = frozenset({
    Kind.TEXT, Kind.LONGTEXT, Kind.INTEGER, Kind.YEN, Kind.DATE, Kind.PERIOD, Kind.CHOICE, Kind.MULTI, Kind.YESNO,
    Kind.ADDRESS, Kind.PHONE, Kind.CORPORATE, Kind.KANA,
})  # fmt: skip
"""What can be answered without the desk: nobody of the roster, no resolution, no booking, no account, no file."""
_OF_PEOPLE = ("roster.", "officers.", "association.contact")
_FIELD = frozenset({"id", "type", "label", "help", "why", "unit", "example", "required", "min", "max", "choices",
                    "not_applicable", "masked", "optional"})  # fmt: skip
_TABLE = frozenset({"id", "label", "help", "why", "min_rows", "max_rows"})
_PAGE = frozenset({"id", "title", "section", "why"})
_HEAD = frozenset({"id", "version", "title", "funder", "fiscal_year", "keep_years"})
_NO_WINDOW = {"rule": "today", "days_before": 0, "days_after": 1}
"""When the programme closes is the desk's affair."""
_STAND_IN = {"at": "programme.window", "label": "packet", "source": "packet", "vintage": "2026", "assumed": True,
             "unverified": True}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Askable:
    """A question or table that can be given away."""

    id: str
    label: str
    page: str


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that can be told as context, so that the helper understands what it is about."""

    id: str
    label: str
    words: str


def askable(programme: Programme, evaluation: Evaluation) -> tuple[Askable, ...]:
    """The questions that the definition allows and that are asked now."""
    return tuple(
        Askable(item.id, item.label, page.title)
        for page, item in programme.items()
        if item.id in evaluation.relevant and delegable(programme, item)
    )


def delegable(programme: Programme, item: Field | Table) -> bool:
    """Whether the definition lets a helper answer it."""
    allowed = any(covers(each, item.id) for each in programme.delegate_allow)
    if not allowed or _never(programme, item.id) or _of_people(item):
        return False
    return bool(columns_of(programme, item)) if isinstance(item, Table) else _simple(item)


def columns_of(programme: Programme, table: Table) -> tuple[Column, ...]:
    """The columns of a table that a helper may fill."""
    return tuple(
        each for each in table.columns if _simple(each.field) and not _never(programme, f"{table.id}.{each.id}")
    )


def cells_of(programme: Programme, chosen: Iterable[str]) -> frozenset[str]:
    """The names of every answer that goes with these questions: fields, and table.column."""
    names: set[str] = set()
    for each in chosen:
        table = programme.tables.get(each)
        names |= {each} if table is None else {f"{each}.{column.id}" for column in columns_of(programme, table)}
    return frozenset(names)


def _never(programme: Programme, name: str) -> bool:
    return any(covers(each, name) for each in programme.delegate_never)


def _of_people(item: Field | Table) -> bool:
    return item.prefill is not None and item.prefill.source.startswith(_OF_PEOPLE)


def _simple(field: Field) -> bool:
    return field.kind in TYPED and not field.computed and not field.masked


def context(programme: Programme, evaluation: Evaluation, answers: Answers) -> tuple[Known, ...]:
    """The answers that can be ticked as context: none that stands under `never`, none of the roster's people."""
    return tuple(_known(programme, evaluation, answers))


def _known(programme: Programme, evaluation: Evaluation, answers: Answers) -> Iterator[Known]:
    for name in programme.fields:
        field, given = programme.fields[name], answers.get(name)
        private = _of_people(field) or _never(programme, name) or not _simple(field)
        if name not in evaluation.relevant or private or given.blank or given.absent or "." in name:
            continue
        yield Known(name, field.label, spoken(field, given.value, programme.choice_lists))


def only(answers: Answers, programme: Programme, chosen: Iterable[str]) -> Answers:
    """The answers to these questions and no others."""
    wanted = tuple(chosen)
    names = cells_of(programme, wanted)
    cells = {cell: each for cell, each in answers.items() if cell.field in names and _stands(answers, cell)}
    return Answers(cells, {each: answers.keys(each) for each in wanted if each in programme.tables})


def _stands(answers: Answers, cell: Cell) -> bool:
    """A cell of a row that was taken out is no answer any more."""
    return cell.row is None or cell.row in answers.keys(cell.field.partition(".")[0])


def definition(programme: Programme, chosen: Iterable[str]) -> dict[str, Any]:
    """The definition with these questions only, in itself a whole one; conditions and money stay at the desk."""
    wanted, whole = frozenset(chosen), programme.data["definition"]
    pages = [page for page in (_page(programme, each, wanted) for each in whole["page"]) if page]
    lists = {name for page in pages for name in _lists(page)}
    first = {"id": "apply", "title": programme.title, "forms": ["packet"], "final": True}
    return {
        "schema": whole["schema"],
        "programme": {**_kept(whole["programme"], _HEAD), "window": dict(_NO_WINDOW)},
        "choices": [each for each in whole.get("choices", ()) if each["id"] in lists],
        "page": pages,
        "stage": [first],
        "figure": [dict(_STAND_IN)],
        "form": [{"id": "packet", "title": programme.title, "paper": "application", "fields": sorted(wanted)}],
    }


def _page(programme: Programme, page: Mapping[str, Any], wanted: frozenset[str]) -> dict[str, Any]:
    fields = [_field(each) for each in page.get("field", ()) if each["id"] in wanted]
    tables = [_table(programme, each) for each in page.get("table", ()) if each["id"] in wanted]
    asked = {**({"field": fields} if fields else {}), **({"table": tables} if tables else {})}
    return {**_kept(page, _PAGE), **asked} if asked else {}


def _field(data: Mapping[str, Any]) -> dict[str, Any]:
    kept = _kept(data, _FIELD)
    return kept if isinstance(kept.get("min", 0), int) else {key: each for key, each in kept.items() if key != "min"}


def _table(programme: Programme, data: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.id for each in columns_of(programme, programme.tables[data["id"]])}
    columns = [_field(each) for each in data["columns"] if each["id"] in names]
    totals = [each for each in data.get("totals", ()) if _summed(each, names)]
    product = data.get("product", {})
    whole = {"product": product} if product and names.issuperset(product.values()) else {}
    return {**_kept(data, _TABLE), "columns": columns, **whole, **({"totals": totals} if totals else {})}


def _summed(total: str | Mapping[str, Any], names: set[str]) -> bool:
    return total in names if isinstance(total, str) else total["column"] in names and "where" not in total


def _lists(page: Mapping[str, Any]) -> Iterator[str]:
    for each in (*page.get("field", ()), *(column for table in page.get("table", ()) for column in table["columns"])):
        if "choices" in each:
            yield each["choices"]


def _kept(data: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {key: each for key, each in data.items() if key in names}
