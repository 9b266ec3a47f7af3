"""Reading definitions: hostile files, the schema in plain words, and the lint."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.graph import dependants
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused

Made = Callable[[], Programme]


def refusal(small: dict[str, Any]) -> str:
    with pytest.raises(DefinitionRefused) as refused:
        library.load(Bundle(small))
    use_language("en")
    try:
        return refused.value.message()
    finally:
        use_language("ja")


@pytest.mark.parametrize(
    "source",
    [
        b"a = " + b"[" * 5000 + b"]" * 5000,
        b"a = " + b"9" * 20_000,
        b"a = 1" * 3,
        b"\xff\xfe",
        b"x = " + b"{a=" * 400 + b"1" + b"}" * 400,
        b"a = 1979-02-30",
        b"a = 1.5",
        b"a = inf",
        b"a = 07:30:00",
        b"#" * (256 * 1024 + 1),
        b".".join(b"a" for _ in range(40)) + b" = 1",
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(source: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(source)
    with pytest.raises(DefinitionRefused) as refused:
        bundle.read(tmp_path / "x.toml")
    assert refused.value.problems[0].message()


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text("[]{}=.\"'#\n a1-:", max_size=200).map(str.encode)))
def test_no_bytes_escape_as_another_error(source: bytes) -> None:
    try:
        bundle.plain(source, "programme.toml")
    except DefinitionRefused as refused:
        assert refused.problems


def test_a_missing_or_damaged_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.kdprog").write_bytes(b"PK\x03\x04 broken")
    for path in (tmp_path / "a.kdprog", tmp_path / "none.kdprog", tmp_path / "none.toml", tmp_path):
        with pytest.raises(DefinitionRefused):
            bundle.read(path)


@pytest.mark.parametrize("name", ["../programme.toml", "run.py", "forms/../../x.pdf", "/etc/passwd", "forms/a.exe"])
def test_a_package_with_a_strange_file_is_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.kdprog", "w") as packed:
        packed.writestr("programme.toml", "a = 1")
        packed.writestr(name, "x")
    with pytest.raises(DefinitionRefused):
        bundle.read(tmp_path / "a.kdprog")


def test_a_bomb_in_a_package_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.kdprog", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("programme.toml", b"#" * 50_000_000)
    with pytest.raises(DefinitionRefused):
        bundle.read(tmp_path / "a.kdprog")


def test_a_package_gives_the_programme_of_its_folder(tmp_path: Path) -> None:
    from kobe_desk.core import paths

    folder = paths.resources("programmes", "chiiki-katsudo-mihon")
    with zipfile.ZipFile(tmp_path / "a.kdprog", "w") as packed:
        for path in folder.rglob("*.toml"):
            packed.write(path, path.relative_to(folder).as_posix())
    one, two = library.offer(bundle.read(folder)), library.offer(bundle.read(tmp_path / "a.kdprog"))
    assert one.sha256 == two.sha256


def test_an_application_opens_its_own_copy(teaching: Programme) -> None:
    again = library.of_canonical(teaching.canonical)
    assert (again.sha256, again.pages, again.amounts) == (teaching.sha256, teaching.pages, teaching.amounts)


def test_an_unknown_word_is_named_with_its_place(small: dict[str, Any]) -> None:
    small["page"][1]["table"][0]["columns"][1]["maximum"] = 5
    assert "page.two.table.costs.columns.amount.maximum: This word is not known here." in refusal(small)


def _without_title(small: dict[str, Any]) -> None:
    del small["page"][0]["title"]


def _wrong_kind(small: dict[str, Any]) -> None:
    small["page"][0]["field"][0]["type"] = "number"


def _text_for_number(small: dict[str, Any]) -> None:
    small["page"][2]["field"][0]["min"] = "1"


def _bad_rate(small: dict[str, Any]) -> None:
    small["amount"][0]["rate"] = "0.5"


def _bad_cap(small: dict[str, Any]) -> None:
    small["amount"][0]["cap"] = {"each": 5}


def _bad_id(small: dict[str, Any]) -> None:
    small["condition"][0]["id"] = "茶"


def _no_such_day(small: dict[str, Any]) -> None:
    small["programme"]["window"]["close"] = "2026-02-30"


@pytest.mark.parametrize(
    ("bend", "sentence"),
    [
        (_without_title, "page.one: “title” is missing."),
        (_wrong_kind, "page.one.field.tea: “number” is not one of: text, longtext,"),
        (_text_for_number, "page.three.field.tea_cost.min: This must be a whole number"),
        (_bad_rate, "amount.grant.rate: “0.5” is not written as this needs it."),
        (_bad_cap, "amount.grant.cap: “times” is missing."),
        (_bad_id, "condition.茶.id: “茶” is not written"),
        (_no_such_day, "programme.window: There is no such day."),
    ],
)
def test_the_schema_says_its_faults_in_plain_words(
    small: dict[str, Any], bend: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    bend(small)
    assert sentence in refusal(small)


def test_a_circle_is_refused_and_its_path_said(small: dict[str, Any]) -> None:
    small["page"][0]["field"] = [
        {"id": "a", "type": "yesno", "label": "a", "when": "b"},
        {"id": "b", "type": "yesno", "label": "b", "when": "a"},
    ]
    small["page"], small["check"], small["form"][0]["fields"] = small["page"][:2], [], []
    assert "Cycle: a → b → a" in refusal(small)


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    *steps, last, value = path

    def bend(data: Any) -> None:
        for step in steps:
            data = data[step]
        data[last] = value

    return bend


@pytest.mark.parametrize(
    ("bend", "sentence"),
    [
        (_set("condition", 0, "expr", "sugar > 3"), "condition.has_food.expr: “sugar” is the name of nothing here."),
        (_set("condition", 0, "expr", "tea_cost > 'x'"), "number and text cannot be put together."),
        (_set("condition", 0, "expr", "tea_cost"), "This must give a yes or no."),
        (_set("condition", 0, "expr", "tea_cost / 2 > 1"), "it divides"),
        (_set("condition", 0, "expr", "tea_cost > 1.5"), "not whole"),
        (
            _set("condition", 0, "expr", 'rows.costs.exists(r, r.category == "fod")'),
            "“fod” is not one of: food, travel.",
        ),
        (_set("condition", 0, "expr", "rows.costs.exists(r, r.colour == 1)"), "“colour” is the name of nothing here."),
        (_set("condition", 0, "expr", "today > tea_cost"), "day and number cannot be put together."),
        (_set("condition", 0, "expr", "cat(mail).eligible"), "cat(…) is given text."),
        (_set("page", 0, "when", "has_food"), "“costs” is asked later than what it decides."),
        (_set("page", 2, "when", "false"), "page.three: This page can never be reached."),
        (_set("page", 3, "field", []), "page.four: This page asks nothing."),
        (_set("page", 2, "field", 1, "id", "tea"), "page.field.tea: This id stands here 2 times."),
        (_set("page", 2, "field", 1, "id", "today"), "This id is a word of the language."),
        (_set("retired", ["tea"]), "tea: This id meant something else in an older version."),
        (_set("stage", 0, "final", False), "stage.apply: This stage leads nowhere."),
        (_set("stage", 0, "next", ["gone"]), "stage.apply: “gone” is the name of nothing here."),
        (_set("form", 0, "fields", ["nobody"]), "form.f1.fields: “nobody” is the name of nothing here."),
        (_set("form", 0, "official", True), "An official form needs its layout"),
        (_set("stage", 0, "forms", []), "form.f1: No stage uses this form."),
        (_set("amount", 0, "base", "totals.costs.nothing"), "“totals.costs.nothing” is no question or sum"),
        (_set("amount", 0, "base", "mail"), "“mail” is no question or sum with a figure."),
        (_set("amount", 0, "rate", "3/2"), "The rate is more than the whole."),
        (_set("amount", 0, "order", ["rate"]), "The order leaves out “round”."),
        (_set("amount", 0, "cap", 5), "The order leaves out “cap”."),
        (_set("figure", []), "amount.grant.rate: This figure has no source."),
        (_set("figure", 0, "at", "amount.grant.cap"), "There is no figure at this place."),
        (_set("page", 0, "field", 1, "prefill", {"from": "bank.secret"}), "“bank.secret” is no source the desk has"),
        (_set("page", 0, "field", 1, "prefill", {"from": "roster.count"}), "“roster.count” is no source the desk has"),
        (_set("page", 1, "table", 0, "columns", 0, "choices", "none"), "There is no list “none”."),
        (_set("reuse", {"carry": ["ghost_*"]}), "reuse.carry: “ghost_*” is the name of nothing here."),
    ],
)
def test_the_lint_names_the_fault(small: dict[str, Any], bend: Callable[[dict[str, Any]], None], sentence: str) -> None:
    bend(small)
    assert sentence in refusal(small)


def test_a_cap_by_year_covers_every_answer(small: dict[str, Any]) -> None:
    small["page"][0]["field"].append({"id": "kind", "type": "choice", "label": "種類", "choices": "kinds"})
    small["amount"][0]["cap"] = {"by": "kind", "table": {"food": 5}}
    small["amount"][0]["order"] = ["rate", "cap", "round", "floor"]
    small["figure"].append({"at": "amount.grant.cap", "label": "上限", "source": "見本", "vintage": "見本"})
    assert "The cap and the answers of “kind” do not match: travel." in refusal(small)


@pytest.mark.parametrize(("floor", "refused"), [(300_001, True), (300_000, False), (0, False)])
def test_a_least_amount_above_the_cap_is_refused(small: dict[str, Any], made: Made, floor: int, refused: bool) -> None:
    small["amount"][0] |= {"cap": 300_000, "floor": floor, "order": ["rate", "cap", "round", "floor"]}
    small["figure"] += [{"at": f"amount.grant.{each}", "label": each, "source": "見本", "vintage": "見本"}
                        for each in ("cap", "floor")]  # fmt: skip
    if refused:
        assert "The least that is granted is more than the most." in refusal(small)
    else:
        assert made().amounts[0].floor == floor


def test_shares_that_eat_the_whole_are_refused(small: dict[str, Any]) -> None:
    part = {"label": "会場", "base": "totals.costs.amount", "at_most": "1/2", "of": "amount"}
    small["amount"][0]["part"] = [{"id": "a", **part}, {"id": "b", **part}]
    assert "The shares together must stay below the whole." in refusal(small)


def test_a_cap_no_source_gives_becomes_a_question(small: dict[str, Any], made: Made) -> None:
    small["amount"][0]["cap"] = {"ask": "上限額（募集要領の額）", "page": "two"}
    small["amount"][0]["order"] = ["rate", "cap", "round", "floor"]
    page = made().page_of("grant_cap")
    assert page and page.id == "two"
    assert made().fields["grant_cap"].label == "上限額（募集要領の額）"


LAYOUT = {
    "schema": "kobe-desk/layout@1", "form": "forms/f1.pdf",
    "box": [{"field": "mail", "page": 1, "rect": [20, 30, 80, 8]},
            {"field": "tea", "page": 1, "rect": [20, 60, 80, 8]}],
}  # fmt: skip


def test_boxes_lie_on_the_sheet_and_apart(small: dict[str, Any]) -> None:
    small["form"][0] |= {"layout": "layouts/f1.toml", "official": True}
    forms = {"forms/f1.pdf": b"%PDF-1.7"}
    assert library.load(Bundle(small, {"layouts/f1.toml": LAYOUT}, {}, forms))
    off = {**LAYOUT, "box": [{"field": "mail", "page": 1, "rect": [200, 30, 80, 8]}]}
    over = {**LAYOUT, "box": [*LAYOUT["box"], {"field": "whole", "page": 1, "rect": [90, 32, 80, 8]}]}
    for layout, word in ((off, "sheet"), (over, "box.whole"), ({**LAYOUT, "box": []}, "at least 1")):
        with pytest.raises(DefinitionRefused) as refused:
            library.load(Bundle(small, {"layouts/f1.toml": layout}, {}, forms))
        use_language("en")
        said = refused.value.message()
        use_language("ja")
        assert word in said


def test_a_programme_without_examples_is_not_offered(small: dict[str, Any]) -> None:
    with pytest.raises(DefinitionRefused, match="DefinitionRefused"):
        library.offer(Bundle(small))


EXAMPLE = {
    "title": "旅費だけ", "today": "2026-04-24", "answers": {"tea": False},
    "rows": {"costs": [{"category": "旅費", "amount": "１２，３４５円"}]}, "expect": {"amounts": {"grant": 6000}},
}  # fmt: skip


def test_an_example_that_gives_its_amounts_lets_the_programme_through(small: dict[str, Any]) -> None:
    assert library.offer(Bundle(small, {}, {"examples/a.toml": EXAMPLE}))


@pytest.mark.parametrize(
    ("example", "word"),
    [
        ({**EXAMPLE, "expect": {"amounts": {"grant": 7000}}}, "promises 7000 and gives 6000"),
        ({**EXAMPLE, "expect": {"failed": ["cheap"]}}, "failed"),
        ({**EXAMPLE, "expect": {"failed": 5}}, "must be a list"),
        ({**EXAMPLE, "today": 5}, "must be a text"),
        ({**EXAMPLE, "answers": {"nobody": 1}}, "nobody"),
        ({**EXAMPLE, "answers": {"tea": "perhaps"}}, "neither yes nor no"),
        ({**EXAMPLE, "rows": {"costs": [{"category": "旅費", "amount": []}]}}, "not written"),
        ({**EXAMPLE, "rows": {"costs": [{"category": "旅費", "amount": 0}]}}, "less than 1"),
        ({**EXAMPLE, "rows": {}}, "answered to the end"),
    ],
)
def test_an_example_that_no_longer_holds_stops_the_programme(
    small: dict[str, Any], example: dict[str, Any], word: str
) -> None:
    use_language("en")
    try:
        with pytest.raises(DefinitionRefused) as refused:
            library.offer(Bundle(small, {}, {"examples/a.toml": example}))
        assert word in refused.value.message()
    finally:
        use_language("ja")


def test_what_rests_on_an_answer_is_found_near_and_far(made: Made) -> None:
    assert dependants(made(), "costs") == {
        "has_food", "totals.costs.amount", "totals.costs.eligible", "amounts.grant", "whole",
    }  # fmt: skip
    assert "tea_why" in dependants(made(), "tea_cost")
