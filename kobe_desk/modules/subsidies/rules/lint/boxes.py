"""Boxes on a funder's own form: on the sheet, clear of each other, each with an answer behind it."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import schema
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem, unknown

SHEET = (210.0, 297.0)
"""A4 in mm."""


def problems(programme: Programme) -> Iterator[Problem]:
    for name, layout in programme.data.get("layouts", {}).items():
        yield from _layout(programme, name, layout)


def _layout(programme: Programme, name: str, layout: Mapping[str, Any]) -> Iterator[Problem]:
    wrong = schema.problems(layout, schema.LAYOUT)
    if wrong:
        yield from (Problem(f"{name}.{each.at}", each.text, each.values) for each in wrong)
        return
    if layout["form"] not in programme.data.get("forms", {}):
        yield Problem(name, N_("The form “{name}” is missing."), {"name": layout["form"]})
    placed = [(f"box.{each['field']}", each) for each in layout["box"]]
    placed += [(f"signature.{each.get('role', '')}", each) for each in layout.get("signature", ())]
    for key, box in placed:
        if "field" in box and box["field"] not in _known(programme):
            yield unknown(f"{name}.{key}", box["field"])
        x, y, width, height = box["rect"]
        if (
            x + width > SHEET[0]
            or y + height > SHEET[1]
            or width <= 0
            or height <= 0
            or box["page"] > layout.get("pages", 1)
        ):
            yield Problem(f"{name}.{key}", N_("This box does not lie on the sheet."))
    for (key, box), (other, second) in combinations(placed, 2):
        if box["page"] == second["page"] and "tick" not in box and _overlap(box["rect"], second["rect"]):
            yield Problem(f"{name}.{key}", N_("This box lies over the box “{other}”."), {"other": other})


def _known(programme: Programme) -> set[str]:
    return {*programme.fields, *programme.tables, *(f"amounts.{each.id}" for each in programme.amounts)}


def _overlap(one: list[float], two: list[float]) -> bool:
    apart_x = one[0] + one[2] <= two[0] or two[0] + two[2] <= one[0]
    apart_y = one[1] + one[3] <= two[1] or two[1] + two[3] <= one[1]
    return not (apart_x or apart_y)
