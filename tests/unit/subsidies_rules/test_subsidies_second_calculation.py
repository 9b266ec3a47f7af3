"""Every worked example calculated a second time: by another expression engine, and in plain fractions."""

import itertools
import math
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import bundle, library

EXAMPLES = [each for folder in library.folders() for each in sorted(folder.glob("examples/*.toml"))]


class Second:
    """The definition as plain data and one example's answers, calculated round by round until nothing changes."""

    ROUNDS = 6

    def __init__(self, path: Path) -> None:
        found = bundle.read(path.parent.parent)
        self.definition, example = found.definition, found.examples[f"examples/{path.name}"]
        options = [each for choices in self.definition["choices"] for each in choices["options"]]
        self.cat = {each["id"]: {"eligible": False, "group": "", **each} for each in options}
        self.ids = {each["label"]: each["id"] for each in options}
        fields = {each["id"]: each for page in self.definition["page"] for each in page.get("field", ())}
        tables = {each["id"]: each for page in self.definition["page"] for each in page.get("table", ())}
        self.constants = {each["id"]: each["value"] for each in self.definition.get("constant", ())}
        self.given = example["answers"]
        rows = {key: [self.row(table, each) for each in example["rows"].get(key, ())] for key, table in tables.items()}
        self.scope: dict[str, Any] = {
            **dict.fromkeys(fields),
            **{key: self.plain(fields.get(key, {}), each) for key, each in example["answers"].items()},
            "constants": self.constants,
            "rows": rows,
            "totals": {key: self.totals(table, rows[key]) for key, table in tables.items()},
            "amounts": {each["id"]: None for each in self.definition["amount"]},
        }
        texts = {key: each["computed"]["expr"] for key, each in fields.items() if "computed" in each}
        texts |= {each["id"]: each["expr"] for each in self.definition.get("condition", ())}
        for _round in range(self.ROUNDS):
            self.scope |= {key: self.asked(text) for key, text in texts.items()}
            self.scope["amounts"] |= {each["id"]: self.amount(each) for each in self.definition["amount"]}

    def plain(self, question: Mapping[str, Any], given: Any) -> Any:
        """An answer as conditions see it; figures may be written in any width."""
        kind = question.get("type")
        if kind == "choice":
            return self.ids.get(given, given)
        if kind == "yen" and isinstance(given, str):
            return int("".join(str(int(each)) for each in given if each.isdigit()))
        return given

    def row(self, table: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        made = {each["id"]: self.plain(each, given.get(each["id"])) for each in table["columns"]}
        for column in (each for each in table["columns"] if "computed" in each):
            found = self.asked(column["computed"]["expr"], {"row": made, "constants": self.constants})
            bounds = [self.most(each, made) for each in table.get("limit", ()) if each["column"] == column["id"]]
            made[column["id"]] = None if found is None else min([found, *bounds])
        return made

    def most(self, limit: Mapping[str, Any], row: Mapping[str, Any]) -> int:
        """The most that counts of a line: added up one by one for each person and each time."""
        most = limit["at_most"]
        if "when" in limit and self.asked(limit["when"], {"row": row, "constants": self.constants}) is not True:
            return 10**12
        if isinstance(most, str):
            return math.floor((row[limit["column"]] or 0) * Fraction(most))
        if isinstance(most, dict):
            name = most["from"].removeprefix("constants.")
            most = self.constants[name] if name in self.constants else self.given[name]
        for name in limit.get("each", ()):
            most = sum(most for _one in range(1 if row[name] is None else row[name]))
        return int(most)

    def totals(self, table: Mapping[str, Any], rows: list[dict[str, Any]]) -> dict[str, int]:
        plain = [{"id": each, "column": each} if isinstance(each, str) else each for each in table.get("totals", ())]
        return {
            each["id"]: sum(
                row[each["column"]] or 0
                for row in rows
                if "where" not in each or self.asked(each["where"], {"row": row}) is True
            )
            for each in plain
        }

    def asked(self, text: str, scope: Mapping[str, Any] | None = None) -> Any:
        """What the other engine says; None where an answer is blank."""
        import cel

        context = cel.Context(dict(self.scope if scope is None else scope))
        context.add_function("cat", lambda key: self.cat[key])
        context.add_function("count", len)
        try:
            return cel.evaluate(text, context)
        except (RuntimeError, TypeError, ValueError):
            return None

    def figure(self, name: str) -> int:
        """A figure by its name; a blank one is 0."""
        found: Any = self.scope
        for step in name.split("."):
            found = found[step]
        return found or 0

    def amount(self, spec: Mapping[str, Any]) -> int:
        left = self.figure(spec["base"]) - sum(map(self.figure, spec.get("deduct", ())))
        own = math.floor(max(left, 0) * Fraction(spec.get("rate", "1/1")))
        own = min(own, self.figure(spec["lesser_of"])) if "lesser_of" in spec else own
        parts = [(self.figure(each["base"]), Fraction(each["at_most"])) for each in spec.get("part", ())]
        found, unit = most_of(own, parts, self.cap(spec)), spec.get("round", {"unit": 1})["unit"]
        return max(found // unit * unit, spec.get("floor", 0))

    def cap(self, spec: Mapping[str, Any]) -> int:
        cap = spec.get("cap", 10**12)
        if isinstance(cap, int):
            return cap
        if "ask" in cap:
            return self.figure(f"{spec['id']}_cap")
        return cap["table"].get(self.scope[cap["by"]], 0) if "by" in cap else cap["each"] * self.figure(cap["times"])


def most_of(own: int, parts: list[tuple[int, Fraction]], most: int) -> int:
    """The greatest request up to `most` that its own costs and the shares of the parts carry: every one is tried."""
    if not parts:
        return min(own, most)
    highest = min(most, own + sum(cost for cost, _share in parts))
    carried = (
        each
        for each in itertools.count(highest, -1)
        if each <= own + sum(min(cost, math.floor(share * each)) for cost, share in parts)
    )
    return next(carried)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_an_independent_calculation_gives_what_the_example_promises(path: Path) -> None:
    promised = tomllib.loads(path.read_text("utf-8"))["expect"]["amounts"]
    found = Second(path).scope["amounts"]
    assert {name: found[name] for name in promised} == promised


def test_every_example_promises_its_amount() -> None:
    assert all("grant" in tomllib.loads(each.read_text("utf-8"))["expect"]["amounts"] for each in EXAMPLES)
    assert paths.resources("programmes", "common").is_dir() and len(EXAMPLES) > 70
