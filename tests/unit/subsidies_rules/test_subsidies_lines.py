"""What a definition says of rows that rest on the desk: bookings that fill columns, rows that are offered."""

from typing import Any

import pytest

from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.editing.tidy import without_loose_ends
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused

OFFERED = {
    "id": "carry_over", "label": "繰越金", "table": "costs", "column": "amount", "from": "ledger.carry_over",
    "as_of": "previous_year.end", "row": {"category": "travel"},
}  # fmt: skip


def refusal(small: dict[str, Any]) -> str:
    with pytest.raises(DefinitionRefused) as refused:
        library.load(Bundle(small))
    use_language("en")
    try:
        return refused.value.message()
    finally:
        use_language("ja")


def with_booking(small: dict[str, Any], **fills: str) -> dict[str, Any]:
    column = {"id": "booked", "type": "booking_ref", "label": "予約", "optional": True, "fills": fills}
    small["page"][1]["table"][0]["columns"].append(column)
    return small


def test_a_booking_fills_columns_of_its_kind(small: dict[str, Any]) -> None:
    programme = library.load(Bundle(with_booking(small, amount="fee")))
    column = programme.tables["costs"].column("booked")
    assert column and column.fills == {"amount": "fee"}


@pytest.mark.parametrize(
    "fills", [{"nothing": "fee"}, {"amount": "price"}, {"amount": "title"}, {"eligible": "fee"}, {"category": "title"}]
)
def test_what_a_booking_cannot_fill_is_refused(small: dict[str, Any], fills: dict[str, str]) -> None:
    assert "booked" in refusal(with_booking(small, **fills))


def test_a_row_is_offered_with_what_the_desk_knows(small: dict[str, Any]) -> None:
    (found,) = library.load(Bundle({**small, "propose": [OFFERED]})).proposals
    assert (found.table, found.column, found.source, found.row) == (
        "costs", "amount", "ledger.carry_over", {"category": "travel"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"table": "nothing"}, {"column": "nothing"}, {"from": "ledger.nothing"}, {"from": "association.name"},
        {"as_of": "yesterday"}, {"row": {"nothing": "x"}}, {"row": {"category": "nothing"}}, {"row": {"amount": "1"}},
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_offered_is_refused(small: dict[str, Any], other: dict[str, Any]) -> None:
    assert "carry_over" in refusal({**small, "propose": [{**OFFERED, **other}]})


def test_a_row_is_not_offered_any_more_for_a_column_that_is_gone(small: dict[str, Any]) -> None:
    made = {**small, "propose": [OFFERED]}
    assert without_loose_ends(made)["propose"] == [OFFERED]
    columns = made["page"][1]["table"][0]["columns"]
    columns.remove(next(each for each in columns if each["id"] == "amount"))
    assert without_loose_ends(made)["propose"] == []


def test_what_asks_for_changes_since_last_year_must_be_a_question(small: dict[str, Any]) -> None:
    assert library.load(Bundle({**small, "reuse": {"since": ["mail"]}})).reuse_since == ("mail",)
    assert "nothing" in refusal({**small, "reuse": {"since": ["nothing"]}})
