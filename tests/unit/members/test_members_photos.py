"""The photo of a person: kept, exchanged, taken out with undo, and forgotten with the person everywhere."""

from base64 import b64encode
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from support.key import KEY
from support.papers import squeezed, text_of

from kobe_desk.core import database
from kobe_desk.core.change import unpacked
from kobe_desk.core.picture import PictureTooLarge
from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.papers import disclosure_pdf
from kobe_desk.modules.members.usecases.photos import keep_photo, photo_of, remove_photo

ONE, OTHER = b"\xff\xd8PHOTO-ONE-CANARY", b"\xff\xd8PHOTO-TWO-CANARY"


@pytest.fixture
def person(records: Records) -> UUID:
    found: UUID = records.do(members.add_person, members.PersonRequest("浜辺　ゆう", left=date(2020, 3, 31))).result
    return found


def test_a_photo_is_kept_exchanged_and_taken_out_with_undo(records: Records, person: UUID) -> None:
    assert records.ask(photo_of, person) == b""
    records.do(keep_photo, person, ONE)
    records.do(keep_photo, person, OTHER)
    assert records.ask(photo_of, person) == OTHER
    records.undo()
    assert records.ask(photo_of, person) == ONE
    records.do(remove_photo, person)
    assert records.ask(photo_of, person) == b""
    records.undo()
    assert records.ask(photo_of, person) == ONE
    with pytest.raises(PictureTooLarge):
        records.do(keep_photo, person, bytes(500_000))


def test_an_entry_taken_out_by_mistake_comes_back_with_its_photo(records: Records, person: UUID) -> None:
    records.do(keep_photo, person, ONE)
    records.do(members.remove_person, person)
    records.undo()
    assert records.ask(photo_of, person) == ONE


def test_two_entries_made_one_keep_a_photo_and_say_which_goes(records: Records, person: UUID) -> None:
    other = records.do(members.add_person, members.PersonRequest("浜辺　裕")).result
    records.do(keep_photo, person, ONE)
    wish = members.MergeWish(other, person)
    assert "別の写真" not in "".join(records.ask(members.preview_people_merge, wish).left_out)
    assert not records.ask(members.preview_people_merge, wish).photo_goes
    records.do(members.merge_people, wish)
    assert records.ask(photo_of, other) == ONE
    records.undo()
    records.do(keep_photo, other, OTHER)
    assert "別の写真" in "".join(records.ask(members.preview_people_merge, wish).left_out)
    assert records.ask(members.preview_people_merge, wish).photo_goes, "and until when it can be undone is told"
    records.do(members.merge_people, wish)
    assert records.ask(photo_of, other) == OTHER
    records.undo()
    assert records.ask(photo_of, person) == ONE


def test_the_sheet_for_the_person_says_that_there_is_a_photo_and_does_not_show_it(
    records: Records, person: UUID, tmp_path: Path
) -> None:
    assert "写真" not in squeezed(text_of(disclosure_pdf(records.ask(members.disclosure, person)), tmp_path))
    records.do(keep_photo, person, ONE)
    pdf = disclosure_pdf(records.ask(members.disclosure, person))
    assert "写真1枚" in squeezed(text_of(pdf, tmp_path)) and b"/Subtype /Image" not in pdf


def everything_in(path: Path) -> str:
    connection = database.connect(path, KEY)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    told = "".join(repr(connection.execute(f"SELECT * FROM [{name}]").fetchall()) for name in names)
    told += "".join(repr(unpacked(blob)) for (blob,) in connection.execute("SELECT payload FROM audit_payload"))
    connection.close()
    return told


def test_a_photo_is_forgotten_with_the_person_though_it_was_taken_out_long_before(
    records: Records, desk_file: Path, person: UUID
) -> None:
    records.do(keep_photo, person, ONE)
    records.undo()
    records.do(keep_photo, person, ONE)
    records.do(remove_photo, person)
    records.do(keep_photo, person, OTHER)
    records.do(members.anonymise, (person,))
    assert records.ask(photo_of, person) == b""
    records.close()
    told = everything_in(desk_file)
    for canary in ("PHOTO-ONE-CANARY", "PHOTO-TWO-CANARY", b64encode(ONE).decode(), b64encode(OTHER).decode()):
        assert canary not in told


def test_the_dump_sees_a_photo_that_is_kept(records: Records, desk_file: Path, person: UUID) -> None:
    records.do(keep_photo, person, ONE)
    records.close()
    assert "PHOTO-ONE-CANARY" in everything_in(desk_file)


def test_a_photo_taken_out_or_exchanged_is_nowhere_once_the_desk_was_closed(
    records: Records, desk_file: Path, person: UUID
) -> None:
    other = records.do(members.add_person, members.PersonRequest("浜辺　裕")).result
    records.do(keep_photo, person, ONE)
    records.do(keep_photo, person, OTHER)
    records.do(keep_photo, other, ONE)
    records.do(remove_photo, other)
    renamed = records.do(members.rename_person, other, "浜辺　裕子", "", None).change.sequence
    records.close()
    told = everything_in(desk_file)
    assert "PHOTO-TWO-CANARY" in told and "裕子" in told
    assert "PHOTO-ONE-CANARY" not in told and b64encode(ONE).decode() not in told
    again = Records(database.Database.open(desk_file, KEY), records.who)
    try:
        assert again.ask(photo_of, person) == OTHER
        lines = again.history(limit=20)
        assert [each.label for each in lines if each.erased].count("Keep a photo of a person") == 3
        assert not next(each for each in lines if each.sequence == renamed).erased
        again.undo_at(renamed)
        assert again.ask(members.person_request, other).name == "浜辺　裕"
    finally:
        again.close()
