"""Cells of the list written in place: read as people write, refused with a sentence, dated, undone as one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kobe_desk.core import clock
from kobe_desk.core.permission import NotAllowed, Role
from kobe_desk.core.records import Records
from kobe_desk.core.sheets.block import block_text, read_block
from kobe_desk.core.text import use_language
from kobe_desk.modules.members.usecases import (
    AreaRequest,
    HouseholdRequest,
    PeopleFilter,
    PersonRequest,
    add_area,
    add_household,
    all_turns,
    edit_household,
    household_request,
    labels,
    people,
    person_card,
    person_history,
    person_request,
    roster_on,
)
from kobe_desk.modules.members.usecases.grid.cells import CellEdit, NoSuchArea, WhichArea, preview_cells, write_cells
from kobe_desk.modules.members.usecases.grid.rows import keys_between, people_in_columns


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 11, 25, 1, 32, tzinfo=UTC)):
        use_language("en")
        yield
        use_language("ja")


@pytest.fixture
def family(records: Records) -> tuple[UUID, tuple[UUID, ...]]:
    """A household of two in 1班, and the keys of its people; 2班 stands empty."""
    first = records.do(add_area, AreaRequest("1班")).result
    records.do(add_area, AreaRequest("2班"))
    asked = (
        PersonRequest("髙橋　悦郎", "タカハシ　エツロウ"),
        PersonRequest("髙橋　スエ", "タカハシ　スエ", relation="妻"),
    )
    home = records.do(add_household, HouseholdRequest(first, address="みなと坂2丁目5-2"), asked).result
    return home, tuple(row.id for row in records.ask(people).rows)


def one(records: Records, person: UUID, field: str, text: str) -> object:
    (change,) = records.ask(preview_cells, (CellEdit(person, field, text),))
    return change.reason or change.after


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("phone", "０７８０００１２３４", "078-000-1234"),
        ("mobile", "090 0000 1234", "090-0000-1234"),
        ("birth", "S23.4.1", date(1948, 4, 1)),
        ("birth", "昭和二十三年四月一日", date(1948, 4, 1)),
        ("birth", "昭和23年4月", "1948-04"),
        ("sex", "女性", "female"),
        ("sex", "", ""),
        ("kana", "ﾀｶﾊｼ ｴﾂﾛｳ", "タカハシ エツロウ"),
        ("mail", "ａ＠example.jp", "a@example.jp"),
        ("notes", "犬がいます⏎夜は不在", "犬がいます\n夜は不在"),
        ("area", "２", "2班"),
        ("area", "第2班", "2班"),
        ("postal_code", "６５０００１２", "650-0012"),
        ("left", "R8.3.31", date(2026, 3, 31)),
    ],
)
def test_a_cell_is_read_as_people_write(
    records: Records, family: tuple[UUID, tuple[UUID, ...]], field: str, text: str, kept: object
) -> None:
    assert one(records, family[1][0], field, text) == kept


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("birth", "1948/4/31", "There is no"),
        ("birth", "23.4.1", "can be"),
        ("birth", "あした", "cannot be read"),
        ("sex", "おおかみ", "neither man nor woman"),
        ("kana", "高橋", "not a reading"),
        ("name", "  ", "cannot be empty"),
        ("area", "9班", "no block"),
        ("relation", "世帯主", "changed on its card"),
        ("joined", "平成", "cannot be read"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    records: Records, family: tuple[UUID, tuple[UUID, ...]], field: str, text: str, said: str
) -> None:
    assert said in str(one(records, family[1][1], field, text))


def test_an_undated_fact_is_written_and_taken_back(records: Records, family: tuple[UUID, tuple[UUID, ...]]) -> None:
    person = family[1][0]
    assert records.do(write_cells, (CellEdit(person, "phone", "0780001111"),)).result == 1
    assert records.ask(person_request, person).phone == "078-000-1111"
    (line, *_rest) = records.ask(person_history, person)
    assert (line.label, line.undoes) == ("Write in the list", (line.sequence,))
    records.undo()
    assert records.ask(person_request, person).phone == ""


def test_a_name_changes_from_a_day_on_or_was_always_wrong(
    records: Records, family: tuple[UUID, tuple[UUID, ...]]
) -> None:
    person = family[1][1]
    edit = (CellEdit(person, "name", "森　スエ"),)
    (change,) = records.ask(preview_cells, edit)
    assert change.dated and change.mates == ()
    records.do(write_cells, edit, date(2026, 6, 1))
    assert records.ask(person_request, person, date(2026, 5, 31)).name == "髙橋　スエ"
    records.do(write_cells, (CellEdit(person, "name", "盛　スエ"),))
    assert records.ask(person_request, person).name == "盛　スエ"
    assert records.ask(person_request, person, date(2026, 5, 31)).name == "髙橋　スエ"


def test_a_block_is_the_households_and_says_for_whom_it_changes(
    records: Records, family: tuple[UUID, tuple[UUID, ...]]
) -> None:
    home, (one_person, other) = family
    edits = (CellEdit(one_person, "area", "2班"), CellEdit(other, "area", "2班"))
    first, second = records.ask(preview_cells, edits)
    assert first.dated and first.mates == ("髙橋　スエ",)
    assert (first.before, first.after) == ("1班", "2班")
    assert records.do(write_cells, edits, date(2026, 12, 1)).result == 1
    assert [row.area for row in records.ask(people, PeopleFilter(on=date(2026, 12, 1))).rows] == ["2班", "2班"]
    assert [row.area for row in records.ask(people).rows] == ["1班", "1班"]
    assert second.changes


def test_two_lines_of_one_household_that_differ_are_not_guessed(
    records: Records, family: tuple[UUID, tuple[UUID, ...]]
) -> None:
    home, (one_person, other) = family
    edits = (CellEdit(one_person, "building", "101号室"), CellEdit(other, "building", "102号室"))
    first, second = records.ask(preview_cells, edits)
    assert not first.reason and "same household" in second.reason


def test_a_single_refusal_is_raised_and_several_write_the_rest(
    records: Records, family: tuple[UUID, tuple[UUID, ...]]
) -> None:
    person, other = family[1]
    with pytest.raises(NoSuchArea):
        records.do(write_cells, (CellEdit(person, "area", "9班"),))
    edits = (CellEdit(person, "sex", "おおかみ"), CellEdit(other, "sex", "女"))
    assert records.do(write_cells, edits).result == 1
    assert records.ask(person_request, other).sex == "female"


def test_a_person_without_household_has_no_address_to_write(records: Records) -> None:
    from kobe_desk.modules.members.usecases import add_person

    person = records.do(add_person, PersonRequest("浜　一")).result
    assert "no household" in str(one(records, person, "address", "みなと坂1-1"))


def test_a_correction_of_a_household_with_a_history_reaches_back(
    records: Records, family: tuple[UUID, tuple[UUID, ...]]
) -> None:
    home, (person, _other) = family
    moved = HouseholdRequest(address="みなと坂3丁目1-1")
    records.do(edit_household, home, moved, date(2026, 4, 1))
    records.do(write_cells, (CellEdit(person, "address", "みなと坂3丁目1-2"),))
    assert records.ask(household_request, home).address == "みなと坂3丁目1-2"
    assert records.ask(household_request, home, date(2026, 3, 31)).address == "みなと坂2丁目5-2"


def test_who_only_reads_writes_in_no_cell(
    records: Records, family: tuple[UUID, tuple[UUID, ...]], records_as: object
) -> None:
    reader = records_as(Role.READER)  # type: ignore[operator]
    with pytest.raises(NotAllowed):
        reader.do(write_cells, (CellEdit(family[1][0], "phone", "078"),))


def test_columns_beyond_the_usual_ones_come_with_their_rows(
    records: Records, family: tuple[UUID, tuple[UUID, ...]]
) -> None:
    person = family[1][0]
    records.do(write_cells, (CellEdit(person, "birth", "S23.4.1"), CellEdit(person, "mail", "a@example.jp")))
    page = records.ask(people_in_columns, PeopleFilter(), ("age", "mail", "left", "office"))
    assert page.rows[0].more["age"] == 78
    assert page.rows[0].more["mail"] == "a@example.jp"
    assert page.total == 2
    assert records.ask(keys_between, PeopleFilter(), ((0, 0), (1, 1))) == family[1]


def test_papers_are_of_whom_the_filter_says_and_say_it(records: Records, family: tuple[UUID, tuple[UUID, ...]]) -> None:
    home, (person, other) = family
    records.do(add_household, HouseholdRequest(address="みなと坂9-9"), (PersonRequest("浜　一"),))
    which = PeopleFilter(chosen=(other,))
    assert [row.id for row in records.ask(people, which).rows] == [other]
    printed = records.ask(roster_on, clock.today(), None, which, "選んだ1人")
    assert (printed.people, printed.chosen) == (1, "選んだ1人")
    assert [row.name for row in records.ask(labels, clock.today(), None, which)] == ["髙橋　悦郎"]


def test_a_block_of_a_spreadsheet_goes_out_and_comes_back() -> None:
    rows = (("髙橋　悦郎", "犬がいます\n夜は不在", "0780001234"), ('"引用"', "=1+1", ""))
    assert "'=1+1" in block_text(rows)
    assert read_block(block_text(rows)) == rows


def test_a_block_is_read_from_old_programs_and_with_any_line_end() -> None:
    assert read_block("ﾀｶﾊｼ\t０７８\r\nﾔﾏﾀﾞ\t～\r\n\r\n") == (("ﾀｶﾊｼ", "０７８"), ("ﾔﾏﾀﾞ", "～"))
    assert read_block("一つ") == (("一つ",),)
    assert read_block("") == ()
    assert read_block('5"の釘\tねじ') == (('5"の釘', "ねじ"),)


def test_a_group_of_one_name_in_two_blocks_is_written_with_its_block(
    records: Records, family: tuple[UUID, tuple[UUID, ...]]
) -> None:
    person = family[1][0]
    east, west = (records.do(add_area, AreaRequest(name)).result for name in ("東ブロック", "西ブロック"))
    for block in (east, west):
        records.do(add_area, AreaRequest("7班", block))
    with pytest.raises(WhichArea):
        records.do(write_cells, (CellEdit(person, "area", "7"),))
    for typed, shown in (("西ブロック 7班", "西ブロック　7班"), ("東ﾌﾞﾛｯｸ７班", "東ブロック　7班")):
        (change,) = records.ask(preview_cells, (CellEdit(person, "area", typed),))
        assert (change.reason, change.after) == ("", shown)
    records.do(write_cells, (CellEdit(person, "area", "西ブロック　7班"),))
    assert records.ask(person_card, person).household.area == "西ブロック　7班"
    (row,) = (each for each in records.ask(people).rows if each.id == person)
    assert row.area == "西ブロック　7班", "the list says which"
    assert "西ブロック　7班" in {rota.area for rota in records.ask(all_turns, 2027)}, "and so do the turns"
