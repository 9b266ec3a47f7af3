"""The boxes on a funder's own form: what stands where, written as a layout file, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import expr, schema, types
from kobe_desk.modules.subsidies.rules.definition import FormSpec, Kind, Programme
from kobe_desk.modules.subsidies.rules.problem import Problem

SCHEMA = "kobe-desk/layout@1"
MM_A_POINT = 25.4 / 72
Rect = tuple[float, float, float, float]
ERA_PARTS = ("era_name", "year", "month", "day")
PARTS: Mapping[str, tuple[str, ...]] = {
    "address_jp": ("postal_code", "text"),
    "person_ref": ("title", "name", "kana"),
    "period": ("start", "end"),
    "bank_account": ("bank", "branch", "kind", "number", "holder"),
    "resolution_ref": ("date", "meeting", "number", "result"),
}
"""What of an answer of several parts can stand in a box of its own."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: `field` names an answer, a part of it, a sum or an amount; of a signature or a seal, its `role`.

    `rect` is left, top, width and height in mm from the upper left of the page as it is seen; `page` counts from 1.
    `rows`: it is the first of so many rows of a table, each `step` mm below the one before.
    """

    field: str
    page: int
    rect: Rect
    kind: str = "text"
    """text, signature or seal."""
    font: str = "mincho"
    size: tuple[float, float] = (10.5, 7.0)
    """The largest and the smallest size in points."""
    align: str = "left"
    fit: str = "wrap"
    tick: str = ""
    """The answer that is marked here; nothing is written then."""
    mark: str = "check"
    char_boxes: int = 0
    date: str = ""
    digits: str = ""
    money: str = ""
    rows: int = 0
    step: float = 0.0
    when: str = ""
    """An expression: the box is only written while it holds."""
    over: str = "page"
    """Where rows go that find no place: on the same page once more, or on a 続紙 (addendum)."""

    @property
    def table(self) -> str:
        return self.field.partition(".")[0] if self.rows else ""

    def row(self, number: int) -> Rect:
        """Where one row stands, counted from 0."""
        return (self.rect[0], self.rect[1] + number * self.step, self.rect[2], self.rect[3])

    def moved(self, x: float, y: float) -> "Box":
        left, top, width, height = self.rect
        return replace(self, rect=(round(left + x, 1), round(top + y, 1), width, height))

    def sized(self, x: float, y: float) -> "Box":
        left, top, width, height = self.rect
        return replace(self, rect=(left, top, max(1.0, round(width + x, 1)), max(1.0, round(height + y, 1))))

    def never_with(self, other: "Box") -> bool:
        """Whether their conditions keep both from being written at once, so that they may stand at one place."""
        if not self.when or not other.when:
            return False
        mine, theirs = self.when.split(" == "), other.when.split(" == ")
        apart = len(mine) == len(theirs) == 2 and mine[0] == theirs[0] and mine[1] != theirs[1]  # noqa: PLR2004
        return apart or self.when == f"!{other.when}" or other.when == f"!{self.when}"


_PLAIN = ("font", "align", "fit", "tick", "mark", "char_boxes", "date", "digits", "money", "when")


def to_data(form: str, boxes: Sequence[Box], pages: int) -> dict[str, Any]:
    """The layout as its file says it."""
    placed: dict[str, Any] = {"schema": SCHEMA, "form": f"forms/{form}.pdf", "pages": pages}
    placed["box"] = [_written(each) for each in boxes if each.kind == "text"]
    for kind in ("signature", "seal"):
        named = [
            {"role": each.field, "page": each.page, "rect": list(each.rect)} for each in boxes if each.kind == kind
        ]
        placed |= {kind: named} if named else {}
    return placed


def _written(box: Box) -> dict[str, Any]:
    bare = Box("", 1, (0, 0, 0, 0))
    said = {name: getattr(box, name) for name in _PLAIN if getattr(box, name) != getattr(bare, name)}
    if box.rows:
        said["repeat"] = {"table": box.table, "rows_per_page": box.rows, "step": box.step, "over": box.over}
    return {"field": box.field, "page": box.page, "rect": list(box.rect), "size": list(box.size), **said}


def of_data(data: Mapping[str, Any]) -> tuple[Box, ...]:
    """The boxes of a layout. Raises nothing for data that keeps the schema."""
    texts = [_read(each) for each in data["box"]]
    others = [
        Box(each.get("role", ""), each["page"], _rect(each["rect"]), kind)
        for kind in ("signature", "seal")
        for each in data.get(kind, ())
    ]
    return (*texts, *others)


def _read(said: Mapping[str, Any]) -> Box:
    repeat = said.get("repeat", {})
    sizes = said.get("size", (10.5, 7.0))
    return Box(
        said["field"],
        said["page"],
        _rect(said["rect"]),
        size=(float(sizes[0]), float(sizes[-1])),
        rows=repeat.get("rows_per_page", 0),
        step=float(repeat.get("step", said["rect"][3] if repeat else 0.0)),
        over=repeat.get("over", "page"),
        **{name: said[name] for name in _PLAIN if name in said},
    )


def _rect(given: Sequence[float]) -> Rect:
    left, top, width, height = map(float, given)
    return left, top, width, height


# What is wrong with them


def faults(boxes: Sequence[Box], sizes: Sequence[tuple[float, float]], programme: Programme) -> tuple[Problem, ...]:
    """What keeps a form from being used: a box off its page, over another, too low, or without an answer."""
    found = list(_alone(boxes, sizes, programme))
    found += [
        Problem(
            name_of(one, programme), N_("This box lies over the box “{other}”."), {"other": name_of(two, programme)}
        )
        for one, two in combinations(boxes, 2)
        if one.page == two.page and not one.tick and not two.tick and not one.never_with(two) and _meet(one, two)
    ]  # fmt: skip
    return tuple(found)


def gaps(boxes: Sequence[Box], programme: Programme, form: FormSpec) -> tuple[Problem, ...]:
    """What has no box: required questions of the form, its tables, signatures. It can still be used."""
    placed = {each.field.partition(".")[0] for each in boxes if each.kind == "text"}
    heads = dict.fromkeys(name.partition(".")[0] for name in form.fields)
    wanted = [name for name in heads if name in programme.tables or _required(programme, name)]
    found = [Problem(_label(programme, each), N_("There is no box for this answer.")) for each in wanted
             if each not in placed]  # fmt: skip
    signing = {each.field for each in boxes if each.kind == "signature"}
    return (*found, *(Problem(each.role, N_("There is no place for this signature."))
                      for each in form.signers if each.role not in signing))  # fmt: skip


def _required(programme: Programme, name: str) -> bool:
    field = programme.fields.get(name)
    return field is not None and (field.required or bool(field.required_when))


def _alone(boxes: Sequence[Box], sizes: Sequence[tuple[float, float]], programme: Programme) -> Iterator[Problem]:
    for box in boxes:
        at = name_of(box, programme)
        if not 1 <= box.page <= len(sizes) or not _inside(box, sizes[box.page - 1]):
            yield Problem(at, N_("This box does not lie on the sheet."))
        elif box.kind == "text" and not box.tick and box.rect[3] < box.size[1] * MM_A_POINT:
            yield Problem(at, N_("This box is too low for its smallest letters."))
        if box.kind == "text" and not is_known(programme, box.field):
            yield Problem(at, N_("The programme has no answer of this name."))
        if box.when and not _decides(programme, box.when):
            yield Problem(at, N_("Its condition does not fit this programme. Choose another one."))
    texts = [each for each in boxes if each.kind == "text"]
    if texts:
        yield from schema.problems(to_data("form", texts, max(1, len(sizes))), schema.LAYOUT)


def _decides(programme: Programme, text: str) -> bool:
    """Whether a condition can be read, and says yes or no."""
    try:
        return types.check(programme, expr.compile(text).node) is types.Basic.BOOL
    except (expr.ExpressionRefused, types.Mistyped):
        return False


def conditions(programme: Programme) -> list[tuple[str, str, str]]:
    """What can decide whether a box is written: the expression, the question, and its answer; choices and yes or no."""
    found = []
    for name, field in programme.fields.items():
        if "." in name or field.computed:
            continue
        if field.kind is Kind.YESNO:
            found += [(name, field.label, "はい"), (f"!{name}", field.label, "いいえ")]
        elif field.kind is Kind.CHOICE and field.choices in programme.choice_lists:
            options = programme.choice_lists[field.choices].options
            found += [(f'{name} == "{each.id}"', field.label, each.label) for each in options]
    return found


def _inside(box: Box, size: tuple[float, float]) -> bool:
    left, top, width, height = box.rect
    low = box.row(max(0, box.rows - 1))[1] + height
    return left >= 0 and top >= 0 and width > 0 and height > 0 and left + width <= size[0] and low <= size[1]


def _meet(one: Box, two: Box) -> bool:
    return any(
        _overlap(one.row(first), two.row(second))
        for first in range(max(1, one.rows))
        for second in range(max(1, two.rows))
    )


def _overlap(one: Rect, two: Rect) -> bool:
    apart_x = one[0] + one[2] <= two[0] or two[0] + two[2] <= one[0]
    apart_y = one[1] + one[3] <= two[1] or two[1] + two[3] <= one[1]
    return not (apart_x or apart_y)


# What can stand in a box


def is_known(programme: Programme, name: str) -> bool:
    return name in dict(choices(programme))


def choices(programme: Programme, form: FormSpec | None = None) -> list[tuple[str, str]]:
    """What can stand in a box, and how it is called: those of the form first, then all others, then the amounts."""
    own = [name.partition(".")[0] for name in form.fields] if form else []
    names = dict.fromkeys([*(each for each in own if each in programme.fields or each in programme.tables),
                           *(item.id for page in programme.pages for item in page.items)])  # fmt: skip
    found = [pair for name in names for pair in _named(programme, name)]
    found += [(f"amounts.{each.id}", each.label) for each in programme.amounts]
    return found


def _named(programme: Programme, name: str) -> Iterator[tuple[str, str]]:
    table = programme.tables.get(name)
    if table is None:
        field = programme.fields[name]
        yield name, field.label
        yield from ((f"{name}.{part}", f"{field.label}　{PART_LABELS[part]}") for part in PARTS.get(field.kind, ()))
        return
    for column in table.columns:
        yield f"{name}.{column.id}", f"{table.label}　{column.field.label}"
    for total in table.totals:
        label = total.label or (found.field.label if (found := table.column(total.column)) else "")
        yield f"totals.{name}.{total.id}", f"{table.label}　{label}（計）"


PART_LABELS = {
    "postal_code": "郵便番号",
    "text": "住所",
    "title": "肩書",
    "name": "氏名",
    "kana": "フリガナ",
    "start": "はじめの日",
    "end": "終わりの日",
    "bank": "金融機関",
    "branch": "支店",
    "kind": "種類",
    "number": "番号",
    "holder": "名義",
    "date": "日付",
    "meeting": "会議",
    "result": "結果",
}
"""As the forms themselves call them, in the language of the forms."""


def name_of(box: Box, programme: Programme) -> str:
    """How a box is called to a person: its answer's label; of a signature, its role."""
    return dict(choices(programme)).get(box.field, box.field)


def _label(programme: Programme, name: str) -> str:
    table = programme.tables.get(name)
    return table.label if table else programme.fields[name].label
