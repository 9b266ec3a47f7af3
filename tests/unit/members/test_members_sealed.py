"""The sealed drawer: what lies in it is nowhere else, and only its holders open it."""

import logging
import zipfile
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from support.vault_desk import CHEAP, KEY, WORDS, later

from kobe_desk.core import audit, clock, database
from kobe_desk.core.change import unpacked
from kobe_desk.core.database import load_models
from kobe_desk.core.permission import Role
from kobe_desk.core.records import CannotUndo, NoLongerKnown, Records
from kobe_desk.core.vault import backup, commands, keys, opening, restore
from kobe_desk.core.vault.drawer import DrawerMade, DrawerShut, NoDrawer, NotAHolder, SealBroken
from kobe_desk.core.vault.keys import Passphrase, Recovery
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.ring import PAPER
from kobe_desk.core.vault.situations import (
    LastHolder,
    SlotsAltered,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.model import SealedRow
from kobe_desk.modules.members.usecases import ListRequest, ProvisionRequest, SealedEntry
from kobe_desk.modules.members.usecases.sealed.entries import (
    DisposedTooEarly,
    ListClosed,
    OutcomeMissing,
    SealedNameMissing,
    SealedSourceMissing,
    SealedTitleMissing,
)

CANARY = "カナリア封印太郎"
REASON = "CANARY人工呼吸器を使用"
OTHERS = "やまなみ ことり つくえ みかづき"
LIST = ListRequest("support", "令和8年度 前期", "神戸市見本区役所", date(2026, 6, 1), date(2027, 5, 31))


@pytest.fixture
def drawer(open_desk: OpenDesk) -> Records:
    """The records of a desk whose drawer was just made, and is open."""
    open_desk.records.do(roster.make_drawer, WORDS)
    return open_desk.records


@pytest.fixture
def held(drawer: Records) -> tuple[UUID, UUID]:
    """A list, and the row of one person in it."""
    which = drawer.do(roster.add_sealed_list, LIST).result
    entry = SealedEntry(CANARY, "カナリア", date(1940, 4, 1), address="見本区みなと坂1", reason=REASON)
    return which, drawer.do(roster.add_sealed, which, entry).result


def colleague(desk: OpenDesk, role: Role = Role.READER, *, admin: bool = False) -> str:
    return commands.add_slot(desk, OTHERS, "防災 部長", role, admin=admin, cost=CHEAP)


def reopened(desk: OpenDesk, words: str = OTHERS) -> OpenDesk:
    desk.close()
    return opening.open_desk(desk.folder.path, keys.unlock(desk.folder.path, Passphrase(words)))


# what is sealed is nowhere else


def everything_in(path: Path, key: bytes) -> str:
    """Every row of every table of a database, decrypted with the desk's own key."""
    connection = database.connect(path, key)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    told = ""
    for name in names:
        rows = connection.execute(f"SELECT * FROM [{name}]").fetchall()
        told += f"{name}: {rows}\n"
    for (blob,) in connection.execute("SELECT payload FROM audit_payload"):
        told += repr(unpacked(blob))
    connection.close()
    return told


@pytest.mark.usefixtures("held")
def test_the_sealed_words_are_found_nowhere(
    open_desk: OpenDesk, held: tuple[UUID, UUID], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    records, (which, row) = open_desk.records, held
    with caplog.at_level(logging.DEBUG):
        (person,) = records.ask(roster.sealed_people, which)
        assert (person.entry.name, person.entry.reason) == (CANARY, REASON)
        records.do(roster.edit_sealed, row, SealedEntry(CANARY, notes=REASON))
        records.undo()
        records.redo()
        records.do(roster.print_safety_sheet, which, ProvisionRequest("防災部長", "訓練"), True)
        taken = backup.make_backup(open_desk)
        export = records.ask(roster.preview_export, roster.PeopleFilter(), tuple(roster.EXPORT_FIELDS))
    key = open_desk.unlocked.key
    folder = open_desk.folder.path
    open_desk.close()
    told = everything_in(folder / "desk.db", key)
    with zipfile.ZipFile(taken.path) as archive:
        archive.extract("desk.db", tmp_path / "out")
    told += everything_in(tmp_path / "out" / "desk.db", key) + caplog.text + repr(export)
    assert "sealed_row" in told and "神戸市見本区役所" in told, "the dump did see the tables"
    for word in (CANARY, REASON, "カナリア", "CANARY"):
        assert word not in told
        for file in (each for each in folder.rglob("*") if each.is_file()):
            assert word.encode() not in file.read_bytes()


def test_the_search_knows_nothing_of_it(drawer: Records, held: tuple[UUID, UUID]) -> None:
    assert drawer.ask(roster.people, roster.PeopleFilter(words=CANARY), 0, 10).total == 0


def test_the_drawers_key_is_not_the_desks(open_desk: OpenDesk, held: tuple[UUID, UUID]) -> None:
    with open_desk.database.reading() as session:
        sealed = session.get_one(SealedRow, held[1]).sealed
    from kobe_desk.core.vault import crypto

    bound = SealedRow.bound(held[1], held[0])
    assert crypto.unwrap(open_desk.unlocked.key, sealed, bound) is None


def test_a_sealed_value_does_not_open_in_another_row(open_desk: OpenDesk, held: tuple[UUID, UUID]) -> None:
    records, (which, one) = open_desk.records, held
    other = records.do(roster.add_sealed, which, SealedEntry("別の人")).result
    with open_desk.database.writing() as session, open_desk.database.door():
        values = dict(session.execute(sa.select(SealedRow.id, SealedRow.sealed)).all())
        table = SealedRow.__table__
        for key, sealed in ((one, values[other]), (other, values[one])):
            session.execute(sa.update(table).where(table.c.id == key).values(sealed=sealed))
    with pytest.raises(SealBroken):
        records.ask(roster.sealed_people, which)


def test_the_length_of_what_is_sealed_tells_little(open_desk: OpenDesk, held: tuple[UUID, UUID]) -> None:
    open_desk.records.do(roster.add_sealed, held[0], SealedEntry("い"))
    with open_desk.database.reading() as session:
        assert {len(each) % 256 for each in session.scalars(sa.select(SealedRow.sealed))} == {72}


# opening and shutting


@pytest.mark.usefixtures("held")
def test_a_shut_drawer_shows_and_takes_nothing(drawer: Records, held: tuple[UUID, UUID]) -> None:
    drawer.do(roster.shut_drawer)
    for asked in ((roster.sealed_people, held[0]),):
        with pytest.raises(DrawerShut):
            drawer.ask(*asked)
    for done in (
        (roster.add_sealed, held[0], SealedEntry("だれか")),
        (roster.edit_sealed, held[1], SealedEntry("だれか")),
        (roster.remove_sealed, held[1]),
        (roster.add_sealed_list, LIST),
        (roster.edit_sealed_list, held[0], LIST),
        (roster.dispose_sealed_list, held[0], date(2026, 7, 1), "裁断"),
        (roster.print_safety_sheet, None, ProvisionRequest("だれか", "訓練"), True),
        (roster.new_drawer_code,),
    ):
        with pytest.raises(DrawerShut):
            drawer.do(*done)
    assert drawer.ask(roster.sealed_lists)[0].people == 1


def test_the_passphrase_is_asked_again_and_a_slip_is_recorded(drawer: Records) -> None:
    drawer.do(roster.shut_drawer)
    with pytest.raises(WrongPassphrase):
        drawer.do(roster.open_drawer, "ちがう ことば です")
    drawer.do(roster.note_wrong_try)
    assert not drawer.ask(roster.drawer_status).open
    with later(1):
        drawer.do(roster.open_drawer, WORDS)
    assert drawer.ask(roster.drawer_status).open
    said = [line.label for line in drawer.ask(roster.drawer_log)]
    assert said == [
        "Open the sealed drawer",
        "A wrong passphrase at the sealed drawer",
        "Shut the sealed drawer",
        "Make the sealed drawer",
    ]
    assert {line.person for line in drawer.ask(roster.drawer_log)} == {"中村 書記子"}


@pytest.mark.usefixtures("held")
def test_closing_the_desk_shuts_the_drawer(open_desk: OpenDesk) -> None:
    with reopened(open_desk, WORDS) as again:
        assert not again.records.ask(roster.drawer_status).open


def test_a_desk_has_one_drawer(drawer: Records) -> None:
    with pytest.raises(DrawerMade):
        drawer.do(roster.make_drawer, WORDS)


def test_before_it_is_made_there_is_none(open_desk: OpenDesk, records: Records) -> None:
    for each in (open_desk.records, records):
        assert not each.ask(roster.drawer_status).made
        with pytest.raises(NoDrawer):
            each.do(roster.open_drawer, WORDS)
    with pytest.raises(WrongPassphrase):
        open_desk.records.do(roster.make_drawer, "まったく ちがう ことば です")
    assert not open_desk.records.ask(roster.drawer_status).made


# who can open it


@pytest.mark.usefixtures("held")
def test_who_opens_the_desk_does_not_open_the_drawer(open_desk: OpenDesk) -> None:
    colleague(open_desk, Role.CHAIR, admin=True)
    with reopened(open_desk) as theirs, pytest.raises(NotAHolder):
        theirs.records.do(roster.open_drawer, OTHERS)


def test_an_officer_is_given_access_with_their_own_passphrase(open_desk: OpenDesk, held: tuple[UUID, UUID]) -> None:
    slot = colleague(open_desk)
    assert [each.slot for each in open_desk.records.ask(roster.drawer_status).others] == [slot]
    with pytest.raises(WrongPassphrase):
        open_desk.records.do(roster.give_drawer, slot, WORDS)
    with later(1):
        open_desk.records.do(roster.give_drawer, slot, OTHERS)
    assert open_desk.records.ask(roster.drawer_status).people == 2
    with reopened(open_desk) as theirs:
        theirs.records.do(roster.open_drawer, OTHERS)
        assert theirs.records.ask(roster.sealed_people)[0].entry.name == CANARY


def test_ending_access_seals_everything_under_another_key(open_desk: OpenDesk, held: tuple[UUID, UUID]) -> None:
    slot = colleague(open_desk)
    records = open_desk.records
    records.do(roster.give_drawer, slot, OTHERS)
    kept = open_desk.folder.slots.read_bytes()
    records.do(roster.end_drawer, slot)
    with open_desk.database.reading() as session:
        sealed = session.get_one(SealedRow, held[1]).sealed
    from kobe_desk.core.vault import crypto, slots

    before = slots.decoded(kept)
    theirs, holder = before.find(slot), before.ring.find(slot)
    assert theirs is not None and theirs.cost is not None and holder is not None
    from kobe_desk.core.vault import passphrase

    secret = crypto.stretched(passphrase.fold(OTHERS), theirs.salt, theirs.cost)
    known = before.ring.keys_behind(before.desk, holder, secret)
    assert known and all(crypto.unwrap(key, sealed, SealedRow.bound(held[1], held[0])) is None for key in known)
    assert records.ask(roster.sealed_people)[0].entry.name == CANARY
    assert [each.slot for each in records.ask(roster.drawer_status).holders] == [
        open_desk.unlocked.who.slot,
        PAPER,
    ]
    with reopened(open_desk) as other, pytest.raises(NotAHolder):
        other.records.do(roster.open_drawer, OTHERS)


def test_a_row_brought_back_from_under_an_earlier_key_still_opens(open_desk: OpenDesk, held: tuple[UUID, UUID]) -> None:
    slot = colleague(open_desk)
    records = open_desk.records
    records.do(roster.give_drawer, slot, OTHERS)
    taken_out = records.do(roster.remove_sealed, held[1]).change.sequence
    records.do(roster.end_drawer, slot)
    records.undo_at(taken_out)
    assert records.ask(roster.sealed_people)[0].entry.reason == REASON


def test_a_key_file_that_was_not_written_leaves_the_rows_as_they_were(
    open_desk: OpenDesk, held: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kobe_desk.core.vault import store
    from kobe_desk.core.vault.situations import CannotWrite

    slot = colleague(open_desk)
    records = open_desk.records
    records.do(roster.give_drawer, slot, OTHERS)

    def full(*_args: object) -> None:
        raise CannotWrite

    with monkeypatch.context() as patch, pytest.raises(CannotWrite):
        patch.setattr(store, "write", full)
        records.do(roster.end_drawer, slot)
    assert records.ask(roster.sealed_people)[0].entry.name == CANARY
    records.do(roster.shut_drawer)
    records.do(roster.open_drawer, WORDS)
    assert records.ask(roster.sealed_people)[0].entry.name == CANARY
    assert records.ask(roster.drawer_status).people == 2


def test_a_crash_between_the_key_file_and_the_rows_loses_nothing(open_desk: OpenDesk, held: tuple[UUID, UUID]) -> None:
    slot = colleague(open_desk)
    records = open_desk.records
    records.do(roster.give_drawer, slot, OTHERS)
    with open_desk.database.reading() as session:
        before = session.get_one(SealedRow, held[1]).sealed
    records.do(roster.end_drawer, slot)
    with open_desk.database.writing() as session, open_desk.database.door():
        session.execute(sa.update(SealedRow.__table__).values(sealed=before))  # as if the commit had not come
    with reopened(open_desk, WORDS) as again:
        again.records.do(roster.open_drawer, WORDS)
        assert again.records.ask(roster.sealed_people)[0].entry.name == CANARY


@pytest.mark.usefixtures("held")
def test_the_last_holder_cannot_be_ended(open_desk: OpenDesk) -> None:
    records, mine = open_desk.records, open_desk.unlocked.who.slot
    with pytest.raises(LastHolder):
        records.do(roster.end_drawer, mine)
    colleague(open_desk, Role.CHAIR, admin=True)
    for end in (commands.end_slot, commands.remove_slot):
        with pytest.raises(LastHolder):
            end(open_desk, mine)
    assert records.ask(roster.sealed_people)[0].entry.name == CANARY


@pytest.mark.usefixtures("held")
def test_who_ends_their_own_access_has_shut_it(open_desk: OpenDesk) -> None:
    records = open_desk.records
    records.do(roster.give_drawer, colleague(open_desk), OTHERS)
    records.do(roster.end_drawer, open_desk.unlocked.who.slot)
    assert not records.ask(roster.drawer_status).open
    with pytest.raises(NotAHolder):
        records.do(roster.open_drawer, WORDS)


@pytest.mark.usefixtures("held")
def test_a_new_passphrase_of_ones_own_still_opens_it(open_desk: OpenDesk) -> None:
    commands.change_passphrase(open_desk, WORDS, OTHERS, cost=CHEAP)
    with reopened(open_desk) as again:
        again.records.do(roster.open_drawer, OTHERS)
        assert again.records.ask(roster.sealed_people)[0].entry.name == CANARY


@pytest.mark.usefixtures("held")
def test_a_passphrase_that_another_set_does_not(open_desk: OpenDesk) -> None:
    slot = colleague(open_desk)
    open_desk.records.do(roster.give_drawer, slot, OTHERS)
    commands.reset_passphrase(open_desk, slot, "あたらしい ことば ならべ ました", cost=CHEAP)
    assert not next(each for each in commands.slots_of(open_desk) if each.id == slot).drawer
    with reopened(open_desk, "あたらしい ことば ならべ ました") as theirs, pytest.raises(NotAHolder):
        theirs.records.do(roster.open_drawer, "あたらしい ことば ならべ ました")


# the paper


def test_the_paper_opens_it_when_the_last_holder_is_gone(open_desk: OpenDesk) -> None:
    code = open_desk.records.do(roster.make_drawer, WORDS).result
    which = open_desk.records.do(roster.add_sealed_list, LIST).result
    open_desk.records.do(roster.add_sealed, which, SealedEntry(CANARY))
    slot = colleague(open_desk, Role.CHAIR, admin=True)
    with reopened(open_desk) as theirs:
        theirs.records.do(roster.open_drawer_by_code, Recovery.typed(code.text).lines)
        assert theirs.records.ask(roster.sealed_people)[0].entry.name == CANARY
        theirs.records.do(roster.give_drawer, slot, OTHERS)
        theirs.records.do(roster.shut_drawer)
        theirs.records.do(roster.open_drawer, OTHERS)


def test_a_new_paper_takes_the_place_of_the_old_one(open_desk: OpenDesk) -> None:
    old = open_desk.records.do(roster.make_drawer, WORDS).result
    new = open_desk.records.do(roster.new_drawer_code).result
    with pytest.raises(WrongRecoveryCode):
        open_desk.records.do(roster.open_drawer_by_code, Recovery.typed(old.text).lines)
    with later(1):
        open_desk.records.do(roster.open_drawer_by_code, Recovery.typed(new.text).lines)
    (paper,) = (each for each in open_desk.records.ask(roster.drawer_status).holders if each.paper)
    assert paper.mark == new.mark


def test_the_desks_own_recovery_code_does_not_open_the_drawer(made_desk: Made, open_desk: OpenDesk) -> None:
    open_desk.records.do(roster.make_drawer, WORDS)
    lines = tuple(row.text for row in made_desk.recovery.rows)
    with pytest.raises(WrongRecoveryCode):
        open_desk.records.do(roster.open_drawer_by_code, lines)


# the key file


@pytest.mark.usefixtures("held")
def test_another_public_key_in_a_holders_place_is_noticed(open_desk: OpenDesk) -> None:
    from dataclasses import replace

    from kobe_desk.core.vault import store
    from kobe_desk.core.vault.ring import new_holder

    records = open_desk.records
    slot, third = colleague(open_desk), commands.add_slot(open_desk, OTHERS + "二", "三人目", Role.CHAIR, cost=CHEAP)
    records.do(roster.give_drawer, slot, OTHERS)
    records.do(roster.give_drawer, third, OTHERS + "二")
    slots = store.read(open_desk.folder)
    forged = replace(new_holder(slots.desk, third, KEY, KEY), slot=third)  # of somebody who has the data key alone
    store.write(open_desk.folder, slots.changed(open_desk.unlocked.key, slots.slots, slots.ring.with_holder(forged)))
    with pytest.raises(SlotsAltered):
        records.do(roster.end_drawer, slot)


@pytest.mark.usefixtures("held")
def test_a_backup_brings_the_drawer_back(open_desk: OpenDesk, tmp_path: Path) -> None:
    taken = backup.make_backup(open_desk)
    done = restore.restore(taken.path, tmp_path / "別のパソコン", Passphrase(WORDS))
    with opening.open_desk(done.folder, done.unlocked) as elsewhere:
        elsewhere.records.do(roster.open_drawer, WORDS)
        assert elsewhere.records.ask(roster.sealed_people)[0].entry.name == CANARY


def test_a_desk_without_a_drawer_keeps_its_old_key_file(open_desk: OpenDesk) -> None:
    colleague(open_desk)
    assert b'"format": 1' in open_desk.folder.slots.read_bytes()
    open_desk.records.do(roster.make_drawer, WORDS)
    assert b'"format": 2' in open_desk.folder.slots.read_bytes()


# lists and entries


def test_a_list_says_from_whom_it_came_and_what_became_of_it(drawer: Records, held: tuple[UUID, UUID]) -> None:
    (row,) = drawer.ask(roster.sealed_lists)
    assert (row.source, row.received, row.return_by, row.people) == (LIST.source, LIST.received, LIST.return_by, 1)
    with pytest.raises(OutcomeMissing):
        drawer.do(roster.dispose_sealed_list, held[0], date(2027, 5, 30), " ")
    with pytest.raises(DisposedTooEarly):
        drawer.do(roster.dispose_sealed_list, held[0], LIST.received - timedelta(days=1), "返却")
    assert drawer.do(roster.dispose_sealed_list, held[0], date(2027, 5, 30), "区役所へ返却").result == 1
    (row,) = drawer.ask(roster.sealed_lists)
    assert (row.closed, row.outcome, row.people) == (date(2027, 5, 30), "区役所へ返却", 0)
    with pytest.raises(ListClosed):
        drawer.do(roster.add_sealed, held[0], SealedEntry("だれか"))


def test_what_was_given_back_does_not_come_back(open_desk: OpenDesk, held: tuple[UUID, UUID]) -> None:
    records = open_desk.records
    edit = records.do(roster.edit_sealed, held[1], SealedEntry(CANARY, notes="二度目")).change
    records.do(roster.dispose_sealed_list, held[0], date(2026, 7, 1), "裁断")
    assert all(row.id != held[1] for change in records._undo for row in change.rows)
    with pytest.raises((NoLongerKnown, CannotUndo)):
        records.undo_at(edit.sequence)
    with open_desk.database.reading() as session:
        assert audit.verify(session).intact
        assert session.scalar(sa.select(sa.func.count()).select_from(SealedRow)) == 0


def test_an_entry_and_a_list_need_their_names(drawer: Records, held: tuple[UUID, UUID]) -> None:
    with pytest.raises(SealedNameMissing):
        drawer.do(roster.add_sealed, held[0], SealedEntry("　"))
    with pytest.raises(SealedTitleMissing):
        drawer.do(roster.add_sealed_list, ListRequest("care", " ", "本人", date(2026, 4, 1)))
    with pytest.raises(SealedSourceMissing):
        drawer.do(roster.add_sealed_list, ListRequest("care", "要配慮", "", date(2026, 4, 1)))


def test_the_whole_entry_comes_back_as_it_was_sealed(drawer: Records, held: tuple[UUID, UUID]) -> None:
    entry = SealedEntry(
        "髙橋 𠮷子", "タカハシ ヨシコ", date(1935, 2, 28), "female", "見本区1-1", "078-000-0001", "要介護4",
        "長女 078-000-0002", "隣の 山﨑", "小学校", "酸素", None,
    )  # fmt: skip
    key = drawer.do(roster.add_sealed, held[0], entry).result
    assert next(row.entry for row in drawer.ask(roster.sealed_people) if row.id == key) == entry
    assert [row.entry.kana for row in drawer.ask(roster.sealed_people)] == ["カナリア", "タカハシ ヨシコ"]


def test_the_roster_begins_an_entry_and_says_who_left(drawer: Records, held: tuple[UUID, UUID]) -> None:
    home = drawer.do(
        roster.add_household,
        roster.HouseholdRequest(address="見本区みなと坂2", phone="078-000-0009"),
        (roster.PersonRequest("浜辺 ゆう", "ハマベ ユウ", birth=date(1938, 1, 2)),),
    ).result
    person = drawer.ask(roster.household_card, home).people[0].id
    begun = drawer.ask(roster.sealed_from_roster, person)
    assert (begun.name, begun.address, begun.phone) == ("浜辺 ゆう", "見本区みなと坂2", "078-000-0009")
    key = drawer.do(roster.add_sealed, held[0], begun).result

    def left() -> bool:
        return next(row.left for row in drawer.ask(roster.sealed_people) if row.id == key)

    assert not left()
    drawer.do(roster.leave_person, person, clock.today())
    assert left()


def test_a_sheet_is_numbered_and_recorded_without_names(drawer: Records, held: tuple[UUID, UUID]) -> None:
    given = ProvisionRequest("防災部長 浜辺", "防災訓練", date(2026, 12, 1))
    sheet = drawer.do(roster.print_safety_sheet, held[0], given, True).result
    assert [row.entry.name for row in sheet.people] == [CANARY]
    (line,) = drawer.ask(roster.provisions)
    assert (line.label, line.kind, line.people, line.chosen) == (sheet.number, "safety-drill", 1, LIST.title)
    assert drawer.ask(roster.drawer_log)[0].label == "Print the sheet for looking after people"


def test_the_tables_of_the_drawer_have_no_column_of_a_person() -> None:
    tables = load_models().tables
    assert {column.name for column in tables["sealed_row"].columns} == {"id", "version", "list_id", "sealed"}
    assert database.recorded(tables["sealed_row"])
