"""法人番号: thirteen figures, of which the first is calculated from the others as the ministry's ordinance says."""

import pytest

from kobe_desk.core.japanese.corporate_number import (
    FigureMistyped,
    NotACorporateNumber,
    check_figure,
    read_corporate_number,
)


@pytest.mark.parametrize("number", ["7000012050002", "9000020281000"])
def test_the_numbers_of_the_tax_agency_and_of_the_city_are_read(number: str) -> None:
    assert read_corporate_number(number) == number
    assert check_figure(number[1:]) == int(number[0])


def test_any_width_strokes_and_blanks_are_read() -> None:
    assert read_corporate_number(" ９-0000-2028-1000　") == "9000020281000"


@pytest.mark.parametrize("text", ["900002028100", "90000202810000", "T9000020281000", "なし", ""])
def test_what_has_not_thirteen_figures_is_refused(text: str) -> None:
    with pytest.raises(NotACorporateNumber):
        read_corporate_number(text, "corporate_number")


def test_every_single_figure_that_is_mistyped_is_noticed() -> None:
    """All but 0 for 9 and 9 for 0, which come to the same in a remainder of nine."""
    number = "7000012050002"
    for place, right in enumerate(number):
        for other in "0123456789":
            if other == right or {other, right} == {"0", "9"}:
                continue
            with pytest.raises(FigureMistyped):
                read_corporate_number(f"{number[:place]}{other}{number[place + 1 :]}")
