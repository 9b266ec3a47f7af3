"""Tags, skills with consent, and fields of the association's own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.members.rules.own import (
    NeitherYesNorNo,
    NotAChoice,
    NotAFigure,
    own_data,
    own_words,
    read_own,
)
from kobe_desk.modules.members.usecases import (
    ConsentRequest,
    HouseholdRequest,
    MergeWish,
    PeopleFilter,
    PersonRequest,
    add_household,
    add_person,
    anonymise,
    leave_person,
    merge_people,
    people,
    person_history,
    record_consent,
    remove_household,
    remove_person,
)
from kobe_desk.modules.members.usecases.grid.cells import CellEdit, preview_cells, write_cells
from kobe_desk.modules.members.usecases.grid.rows import people_in_columns
from kobe_desk.modules.members.usecases.own.fields import (
    ChoiceInUse,
    ChoicesMissing,
    FieldKnown,
    FieldNameMissing,
    FieldRequest,
    ValuesDoNotFit,
    add_field,
    edit_field,
    order_fields,
    own_fields,
    own_values,
    remove_field,
    write_own,
)
from kobe_desk.modules.members.usecases.own.finding import WRITTEN
from kobe_desk.modules.members.usecases.own.tags import (
    NotAskedYet,
    TagKnown,
    TagNameMissing,
    add_tag,
    put_tag,
    remove_tag,
    rename_tag,
    tags,
    tags_of,
    take_tag_off,
)

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 11, 25, 1, 32, tzinfo=UTC)):
        use_language("en")
        yield
        use_language("ja")


@pytest.fixture
def family(records: Records) -> tuple[UUID, UUID, UUID]:
    """A household and its two people."""
    asked = (PersonRequest("髙橋　悦郎", "タカハシ　エツロウ"), PersonRequest("髙橋　スエ", "タカハシ　スエ"))
    home = records.do(add_household, HouseholdRequest(address="みなと坂2丁目5-2"), asked).result
    one, other = (row.id for row in records.ask(people).rows)
    return home, one, other


def names(records: Records, **which: object) -> list[str]:
    return [row.name for row in records.ask(people, PeopleFilter(**which)).rows]  # type: ignore[arg-type]


def test_a_tag_is_put_on_taken_off_and_undone(records: Records, family: tuple[UUID, UUID, UUID]) -> None:
    _home, one, other = family
    tag = records.do(add_tag, " 旗当番 ").result
    assert records.do(put_tag, tag, (one, other)).result == 2
    assert records.do(put_tag, tag, (one,)).result == 0
    assert names(records, tag_id=tag) == ["髙橋　悦郎", "髙橋　スエ"]
    records.do(take_tag_off, tag, (other,))
    assert names(records, tag_id=tag) == ["髙橋　悦郎"]
    records.undo()
    assert len(names(records, tag_id=tag)) == 2
    assert [row.name for row in records.ask(tags_of, one)] == ["旗当番"]
    assert any(row.label == "Put a tag on" for row in records.ask(person_history, one))


def test_a_tag_of_households_holds_for_all_who_live_there(records: Records, family: tuple[UUID, UUID, UUID]) -> None:
    _home, one, other = family
    tag = records.do(add_tag, "井戸あり", "household").result
    assert records.do(put_tag, tag, (one,)).result == 1
    assert len(names(records, tag_id=tag)) == 2
    page = records.ask(people_in_columns, PeopleFilter(), ("tags",))
    assert [row.more["tags"] for row in page.rows] == ["井戸あり", "井戸あり"]
    assert [row.name for row in records.ask(tags_of, other)] == ["井戸あり"]


def test_a_skill_needs_the_consent_to_be_asked(records: Records, family: tuple[UUID, UUID, UUID]) -> None:
    _home, one, _other = family
    skill = records.do(add_tag, "大工しごと", "skill").result
    with pytest.raises(NotAskedYet) as refused:
        records.do(put_tag, skill, (one,))
    assert "髙橋　悦郎" in refused.value.message()
    records.do(record_consent, ConsentRequest((one,), "helpers", {"name": True}, TODAY - timedelta(9), "口頭"))
    records.do(put_tag, skill, (one,))
    assert names(records, tag_id=skill) == ["髙橋　悦郎"]
    records.do(record_consent, ConsentRequest((one,), "helpers", {"name": False}, TODAY, "電話"))
    assert names(records, tag_id=skill) == []


def test_tags_are_renamed_and_removed_with_one_undo(records: Records, family: tuple[UUID, UUID, UUID]) -> None:
    _home, one, _other = family
    tag = records.do(add_tag, "旗当番").result
    records.do(put_tag, tag, (one,))
    with pytest.raises(TagKnown):
        records.do(add_tag, "旗 当番")
    with pytest.raises(TagNameMissing):
        records.do(add_tag, " ")
    records.do(rename_tag, tag, "旗の当番")
    records.do(remove_tag, tag)
    assert records.ask(tags) == ()
    records.undo()
    assert [(row.name, row.count) for row in records.ask(tags)] == [("旗の当番", 1)]


@pytest.mark.parametrize(
    ("kind", "text", "kept", "words"),
    [
        ("text", " 柴犬 ", "柴犬", "柴犬"),
        ("number", "１，２００", "1200", "1200"),
        ("number", "−3.5", "-3.5", "-3.5"),
        ("date", "R8.4.1", "2026-04-01", "令和8年4月1日"),
        ("yes_no", "○", "yes", "はい"),
        ("yes_no", "ｎｏ", "no", "いいえ"),
        ("choice", "ﾐｶﾞｷ", "みがき", "みがき"),
        ("choice", "", "", ""),
    ],
)
def test_each_kind_reads_what_people_write(kind: str, text: str, kept: str, words: str) -> None:
    found = read_own(kind, ("みがき", "はき"), text)
    assert (found, own_words(kind, found)) == (kept, words)


def test_each_kind_refuses_what_it_is_not() -> None:
    for kind, text, refusal in (
        ("number", "三つ", NotAFigure),
        ("yes_no", "たぶん", NeitherYesNorNo),
        ("choice", "ふき", NotAChoice),
    ):
        with pytest.raises(refusal):
            read_own(kind, ("みがき", "はき"), text)
    assert own_data("number", "12") == 12
    assert own_data("number", "1.5") == 1.5
    assert own_data("date", "2026-04-01") == date(2026, 4, 1)
    assert own_data("yes_no", "yes") == "はい"
    assert own_data("text", "") is None


def test_fields_are_defined_filled_and_found(records: Records, family: tuple[UUID, UUID, UUID]) -> None:
    home, one, other = family
    dog = records.do(add_field, FieldRequest("犬", kind="yes_no")).result
    well = records.do(add_field, FieldRequest("消火器", of="household", kind="number")).result
    records.do(write_own, one, {dog: "はい", well: "2"}, home)
    assert records.ask(own_values, one, home) == {dog: "yes", well: "2"}
    assert names(records, own=(dog, "yes")) == ["髙橋　悦郎"]
    assert names(records, own=(dog, "")) == ["髙橋　スエ"]
    assert len(names(records, own=(well, WRITTEN))) == 2
    page = records.ask(people_in_columns, PeopleFilter(), (f"own:{dog}", f"own:{well}"))
    assert [tuple(row.more[f"own:{key}"] for key in (dog, well)) for row in page.rows] == [("yes", "2"), ("", "2")]
    with pytest.raises(NotAFigure) as refused:
        records.do(write_own, one, {well: "たくさん"}, home)
    assert refused.value.field == str(well)
    records.do(order_fields, (well, dog))
    assert [row.name for row in records.ask(own_fields)] == ["消火器", "犬"]
    records.do(remove_field, dog)
    assert records.ask(own_values, one) == {}
    records.undo()
    assert records.ask(own_values, one) == {dog: "yes"}


def test_own_fields_are_written_in_the_list(records: Records, family: tuple[UUID, UUID, UUID]) -> None:
    _home, one, other = family
    well = records.do(add_field, FieldRequest("消火器", of="household", kind="number")).result
    edit = CellEdit(one, f"own:{well}", "３")
    (change,) = records.ask(preview_cells, (edit,))
    assert (change.before, change.after, change.mates) == ("", "3", ("髙橋　スエ",))
    assert records.do(write_cells, (edit,)).result == 1
    (wrong,) = records.ask(preview_cells, (CellEdit(other, f"own:{well}", "x"),))
    assert "number" in wrong.reason
    records.undo()
    assert records.ask(own_values, None, _home) == {}


def test_a_definition_has_to_fit_what_is_written(records: Records, family: tuple[UUID, UUID, UUID]) -> None:
    _home, one, _other = family
    with pytest.raises(FieldNameMissing):
        records.do(add_field, FieldRequest(" "))
    with pytest.raises(ChoicesMissing):
        records.do(add_field, FieldRequest("係", kind="choice", choices=("みがき",)))
    field = records.do(add_field, FieldRequest("係", kind="choice", choices=("みがき", "はき"))).result
    with pytest.raises(FieldKnown):
        records.do(add_field, FieldRequest("係"))
    records.do(write_own, one, {field: "はき"})
    with pytest.raises(ChoiceInUse):
        records.do(edit_field, field, FieldRequest("係", kind="choice", choices=("みがき", "ふき")))
    with pytest.raises(ValuesDoNotFit):
        records.do(edit_field, field, FieldRequest("係", kind="number"))
    records.do(edit_field, field, FieldRequest("掃除の係", kind="text"))
    assert [(row.name, row.kind, row.count) for row in records.ask(own_fields)] == [("掃除の係", "text", 1)]


def test_what_is_noted_goes_with_its_owner(records: Records, family: tuple[UUID, UUID, UUID]) -> None:
    home, one, other = family
    tag, field = records.do(add_tag, "旗当番").result, records.do(add_field, FieldRequest("犬")).result
    records.do(put_tag, tag, (one, other))
    records.do(write_own, other, {field: "柴"})
    records.do(merge_people, MergeWish(one, other))
    assert names(records, tag_id=tag) == ["髙橋　悦郎"]
    assert records.ask(own_values, one) == {field: "柴"}
    records.undo()
    assert len(names(records, tag_id=tag)) == 2
    records.do(remove_person, other)
    assert names(records, tag_id=tag) == ["髙橋　悦郎"]
    records.undo()
    assert records.ask(own_values, other) == {field: "柴"}
    records.do(leave_person, other, date(2020, 3, 31))
    records.do(anonymise, (other,))
    assert records.ask(own_values, other) == {}
    stranger = records.do(add_person, PersonRequest("浜　一")).result
    records.do(put_tag, tag, (stranger,))
    empty = records.do(add_household, HouseholdRequest()).result
    records.do(write_own, None, {records.do(add_field, FieldRequest("井戸", of="household")).result: "あり"}, empty)
    records.do(remove_household, empty)
    assert records.ask(own_values, None, empty) == {}
