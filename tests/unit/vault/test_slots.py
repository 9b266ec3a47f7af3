"""Keys: who opens, until when, and what happens to a key file that was damaged or edited."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.vault_desk import CHEAP, WORDS

from kobe_desk.core import clock
from kobe_desk.core.database import NewerDesk
from kobe_desk.core.permission import NotAllowed, Role
from kobe_desk.core.vault import commands, crypto, keys, opening, slots, store
from kobe_desk.core.vault.folder import DeskFolder, slots_of_salt
from kobe_desk.core.vault.keys import Passphrase, Recovery, Term
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.core.vault.situations import (
    LastAdministrator,
    NameMissing,
    PassphraseTooShort,
    SlotGone,
    SlotsAltered,
    SlotsDamaged,
    SlotsMissing,
    TermBackwards,
    TermEnded,
    TermNotBegun,
    WrongPassphrase,
    WrongRecoveryCode,
)

TREASURER = "ちどり かもめ とんび ひばり"


def test_the_right_passphrase_opens_and_says_who_it_is(made_desk: Made) -> None:
    unlocked = keys.unlock(made_desk.folder, Passphrase("さくらみかんとけいかもめいずみ"))
    assert unlocked == made_desk.unlocked
    assert (unlocked.who.person, unlocked.who.role, unlocked.who.admin) == ("中村 書記子", Role.SECRETARY, True)


def test_a_wrong_passphrase_is_called_wrong_and_not_damaged(made_desk: Made) -> None:
    with pytest.raises(WrongPassphrase):
        keys.unlock(made_desk.folder, Passphrase("ちがう あいことば です よね"))


def test_the_recovery_code_opens_as_administrator(made_desk: Made) -> None:
    unlocked = keys.unlock(made_desk.folder, Recovery.typed(made_desk.recovery.text))
    assert unlocked.key == made_desk.unlocked.key
    assert unlocked.who.admin


def test_no_key_and_no_name_stands_in_clear(made_desk: Made) -> None:
    for path in (*made_desk.folder.iterdir(), slots_of_salt(DeskFolder(made_desk.folder).salt())):
        content = path.read_bytes()
        assert "中村".encode() not in content
        assert b"\\u4e2d" not in content
        assert made_desk.unlocked.key not in content
        assert made_desk.unlocked.key.hex().encode() not in content
    assert made_desk.unlocked.key.hex() not in repr(made_desk)
    assert "さくら" not in repr(Passphrase(WORDS))


def test_a_term_that_ended_or_has_not_begun_is_said_with_its_day(open_desk: OpenDesk) -> None:
    today = clock.today()
    past = Term(today - timedelta(days=400), today - timedelta(days=1))
    commands.add_slot(open_desk, TREASURER, "前の会計", Role.TREASURER, term=past, cost=CHEAP)
    with pytest.raises(TermEnded) as refusal:
        keys.unlock(open_desk.folder.path, Passphrase(TREASURER))
    assert f"{past.until:%Y/%m/%d}" in refusal.value.message()
    commands.add_slot(
        open_desk, "らいねん から つかう ことば", "次の会計", Role.TREASURER, term=Term(date(2099, 4, 1)), cost=CHEAP
    )
    with pytest.raises(TermNotBegun):
        keys.unlock(open_desk.folder.path, Passphrase("らいねん から つかう ことば"))


def test_the_last_day_of_a_term_still_opens(open_desk: OpenDesk) -> None:
    today = clock.today()
    commands.add_slot(open_desk, TREASURER, "会計", Role.TREASURER, term=Term(today, today), cost=CHEAP)
    assert keys.unlock(open_desk.folder.path, Passphrase(TREASURER)).who.role is Role.TREASURER
    with clock.stopped_at(clock.now() + timedelta(days=1)), pytest.raises(TermEnded):
        keys.unlock(open_desk.folder.path, Passphrase(TREASURER))


def test_the_recovery_code_opens_even_when_the_clock_is_wrong(made_desk: Made) -> None:
    with clock.stopped_at(datetime(2001, 1, 1, tzinfo=UTC)):
        with pytest.raises(TermNotBegun):
            keys.unlock(made_desk.folder, Passphrase(WORDS))
        assert keys.unlock(made_desk.folder, Recovery.typed(made_desk.recovery.text)).who.admin


def test_a_term_is_renewed_and_ended_without_the_persons_passphrase(open_desk: OpenDesk) -> None:
    today, folder = clock.today(), open_desk.folder.path
    slot = commands.add_slot(open_desk, TREASURER, "会計 太郎", Role.TREASURER, cost=CHEAP)
    commands.end_slot(open_desk, slot)
    with pytest.raises(TermEnded):
        keys.unlock(folder, Passphrase(TREASURER))
    commands.renew_slot(open_desk, slot, Term(today, today + timedelta(days=365)), role=Role.CHAIR)
    who = keys.unlock(folder, Passphrase(TREASURER)).who
    assert (who.slot, who.person, who.role) == (slot, "会計 太郎", Role.CHAIR)
    assert [line.label for line in open_desk.records.history(limit=3)] == ["Change a key's term"] * 2 + ["Give a key"]
    commands.remove_slot(open_desk, slot)
    with pytest.raises(WrongPassphrase):
        keys.unlock(folder, Passphrase(TREASURER))


def test_the_last_administrator_can_neither_be_ended_nor_removed_nor_lowered(open_desk: OpenDesk) -> None:
    mine, today = open_desk.unlocked.who.slot, clock.today()
    before = open_desk.folder.slots.read_bytes()
    for command in (
        lambda: commands.end_slot(open_desk, mine),
        lambda: commands.remove_slot(open_desk, mine),
        lambda: commands.renew_slot(open_desk, mine, Term(today), admin=False),
        lambda: commands.renew_slot(open_desk, mine, Term(today + timedelta(days=1))),
    ):
        with pytest.raises(LastAdministrator):
            command()
    assert open_desk.folder.slots.read_bytes() == before
    assert open_desk.records.history() == ()
    commands.add_slot(open_desk, TREASURER, "会長", Role.CHAIR, admin=True, cost=CHEAP)
    commands.remove_slot(open_desk, mine)


def test_only_administrators_manage_keys(open_desk: OpenDesk) -> None:
    commands.add_slot(open_desk, TREASURER, "会計", Role.TREASURER, cost=CHEAP)
    treasurer = keys.unlock(open_desk.folder.path, Passphrase(TREASURER))
    other = OpenDesk(open_desk.folder, treasurer, open_desk.records)
    mine = treasurer.who.slot
    for command in (
        lambda: commands.add_slot(other, WORDS, "誰か", Role.READER, cost=CHEAP),
        lambda: commands.end_slot(other, mine),
        lambda: commands.renew_slot(other, mine, Term(clock.today())),
        lambda: commands.remove_slot(other, mine),
        lambda: commands.reset_passphrase(other, mine, WORDS, cost=CHEAP),
        lambda: commands.draft_recovery_code(other),
    ):
        with pytest.raises(NotAllowed):
            command()


def test_what_is_missing_for_a_key_is_said(open_desk: OpenDesk) -> None:
    today = clock.today()
    with pytest.raises(PassphraseTooShort):
        commands.add_slot(open_desk, "1234", "会計", Role.TREASURER, cost=CHEAP)
    with pytest.raises(NameMissing):
        commands.add_slot(open_desk, TREASURER, " ", Role.TREASURER, cost=CHEAP)
    with pytest.raises(TermBackwards):
        commands.add_slot(
            open_desk, TREASURER, "会計", Role.READER, term=Term(today, today - timedelta(days=1)), cost=CHEAP
        )
    with pytest.raises(SlotGone):
        commands.remove_slot(open_desk, "no such slot")


def test_a_passphrase_is_changed_by_who_knows_it(open_desk: OpenDesk) -> None:
    with pytest.raises(WrongPassphrase) as refusal:
        commands.change_passphrase(open_desk, "ちがう あいことば です よね", TREASURER, cost=CHEAP)
    assert refusal.value.field == "old"
    commands.change_passphrase(open_desk, WORDS, TREASURER, cost=CHEAP)
    assert keys.unlock(open_desk.folder.path, Passphrase(TREASURER)).who == open_desk.unlocked.who
    with pytest.raises(WrongPassphrase):
        keys.unlock(open_desk.folder.path, Passphrase(WORDS))


def new_sheet(desk: OpenDesk) -> RecoveryCode:
    draft = commands.draft_recovery_code(desk)
    commands.confirm_recovery_code(desk, draft)
    return draft.code


def sheet_opens(folder: Path, code: RecoveryCode) -> bool:
    try:
        return keys.unlock(folder, Recovery.typed(code.text)).who.admin
    except WrongRecoveryCode:
        return False


def test_a_new_recovery_code_counts_from_its_paper_on_and_the_old_one_until_it_was_confirmed(made_desk: Made) -> None:
    folder, old = made_desk.folder, made_desk.recovery
    with opening.open_desk(folder, made_desk.unlocked) as desk:
        before = desk.folder.slots.read_bytes()
        draft = commands.draft_recovery_code(desk)
        assert desk.folder.slots.read_bytes() == before
        assert (sheet_opens(folder, old), sheet_opens(folder, draft.code)) == (True, False)
        for _ in range(2):  # printed, and saved as well
            commands.admit_recovery_code(desk, draft)
            assert (sheet_opens(folder, old), sheet_opens(folder, draft.code)) == (True, True)
        commands.confirm_recovery_code(desk, draft)
        assert (sheet_opens(folder, old), sheet_opens(folder, draft.code)) == (False, True)
        labels = [line.usecase for line in desk.records.history()]
    assert labels[:2] == ["core.vault.confirm_recovery_code", "core.vault.admit_recovery_code"]


def test_a_code_that_was_printed_and_never_confirmed_goes_with_the_next(made_desk: Made) -> None:
    with opening.open_desk(made_desk.folder, made_desk.unlocked) as desk:
        left = commands.draft_recovery_code(desk)
        commands.admit_recovery_code(desk, left)
        fresh = new_sheet(desk)
    assert [sheet_opens(made_desk.folder, each) for each in (made_desk.recovery, left.code, fresh)] == [
        False,
        False,
        True,
    ]


def test_after_the_recovery_code_a_new_passphrase_and_a_new_sheet_are_made(made_desk: Made) -> None:
    rescued = keys.unlock(made_desk.folder, Recovery.typed(made_desk.recovery.text))
    with opening.open_desk(made_desk.folder, rescued) as desk:
        commands.reset_passphrase(desk, made_desk.unlocked.who.slot, TREASURER, cost=CHEAP)
        fresh = new_sheet(desk)
        assert [row.mark for row in commands.slots_of(desk)] == ["", fresh.mark]
    assert keys.unlock(made_desk.folder, Passphrase(TREASURER)).who.person == "中村 書記子"
    assert keys.unlock(made_desk.folder, Recovery.typed(fresh.text)).who.admin
    with pytest.raises(WrongRecoveryCode):
        keys.unlock(made_desk.folder, Recovery.typed(made_desk.recovery.text))


def test_the_earlier_keys_stay_until_the_desk_was_opened_again(made_desk: Made) -> None:
    unlocked = keys.unlock(made_desk.folder, Passphrase(WORDS))
    with opening.open_desk(made_desk.folder, unlocked) as desk:
        before = desk.folder.slots.read_bytes()
        new_sheet(desk)
        assert desk.folder.earlier_slots.read_bytes() == before
    with opening.open_desk(made_desk.folder, unlocked) as desk:
        assert not desk.folder.earlier_slots.exists()


def test_every_damaged_byte_of_a_copy_is_noticed_and_mended_from_the_other(made_desk: Made) -> None:
    folder = DeskFolder(made_desk.folder)
    whole, expected = folder.slots.read_bytes(), store.read(folder)
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        with pytest.raises(slots.Unreadable):
            slots.decoded(bytes(damaged))
    for path in (folder.slots, folder.second_slots):
        for content in (b"", whole[:-1], whole[: len(whole) // 2], whole.replace(b"recovery", b"reXovery")):
            path.write_bytes(content)
            assert store.read(folder) == expected
            assert path.read_bytes() == whole
        path.unlink()
        assert store.read(folder) == expected
        assert path.read_bytes() == whole


def test_a_damaged_byte_in_one_copy_never_stands_in_the_way(made_desk: Made) -> None:
    folder = DeskFolder(made_desk.folder)
    whole = folder.slots.read_bytes()
    for place in range(0, len(whole), 29):
        flip(folder.slots if place % 2 else folder.second_slots, whole, place)
        assert keys.unlock(made_desk.folder, Passphrase(WORDS)) == made_desk.unlocked


def test_the_same_damaged_byte_in_both_copies_is_damage_and_never_a_wrong_passphrase(made_desk: Made) -> None:
    folder = DeskFolder(made_desk.folder)
    whole = folder.slots.read_bytes()
    slots_of_salt(folder.salt()).unlink()
    for place in range(len(whole)):
        for path in (folder.slots, folder.second_slots):
            flip(path, whole, place)
        with pytest.raises(SlotsDamaged):
            keys.unlock(made_desk.folder, Passphrase(WORDS))


def flip(path: Path, whole: bytes, place: int) -> None:
    """The file with one bit of one byte changed."""
    damaged = bytearray(whole)
    damaged[place] ^= 1 << place % 8
    path.write_bytes(bytes(damaged))


def test_a_lone_database_finds_its_keys_in_the_programs_own_folder(made_desk: Made, tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere"
    alone.mkdir()
    (alone / "desk.db").write_bytes((made_desk.folder / "desk.db").read_bytes())
    slots_of_salt(DeskFolder(made_desk.folder).salt()).unlink()
    with pytest.raises(SlotsMissing):
        keys.unlock(alone, Passphrase(WORDS))
    opening.open_desk(made_desk.folder, made_desk.unlocked).close()  # the program keeps its copy
    assert keys.unlock(alone / "desk.db", Passphrase(WORDS)).key == made_desk.unlocked.key
    assert (alone / "slots.json").read_bytes() == (made_desk.folder / "slots.json").read_bytes()


def test_when_no_copy_is_left_it_is_said_and_the_records_are_not_blamed(made_desk: Made) -> None:
    for name in ("slots.json", "slots-2.json"):
        (made_desk.folder / name).write_bytes(b"{}")
    slots_of_salt(DeskFolder(made_desk.folder).salt()).unlink(missing_ok=True)
    with pytest.raises(SlotsDamaged):
        keys.unlock(made_desk.folder, Passphrase(WORDS))


def _edited(made_desk: Made, edit: Callable[[dict[str, Any]], None]) -> None:
    """Edit the key file as somebody would who knows its form, checksum included."""
    for name in ("slots.json", "slots-2.json"):
        path = made_desk.folder / name
        body = json.loads(path.read_bytes())
        body.pop("checksum")
        edit(body)
        path.write_bytes(slots._file(body))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("role", "chair"),
        ("admin", False),
        ("from", "2020-01-01"),
        ("until", "2099-12-31"),
        ("of", "x"),
        ("mark", "AAAA"),
    ],
)
def test_an_edited_role_or_term_is_refused(made_desk: Made, name: str, value: object) -> None:
    _edited(made_desk, lambda body: body["slots"][0].update({name: value}))
    with pytest.raises(SlotsAltered):
        keys.unlock(made_desk.folder, Passphrase(WORDS))


def test_a_slot_taken_out_put_in_or_moved_is_refused(made_desk: Made) -> None:
    _edited(made_desk, lambda body: body["slots"].pop())
    with pytest.raises(SlotsAltered):
        keys.unlock(made_desk.folder, Passphrase(WORDS))


def test_a_removed_key_cannot_be_put_back_from_an_older_file(open_desk: OpenDesk, made_desk: Made) -> None:
    slot = commands.add_slot(open_desk, TREASURER, "会計", Role.TREASURER, cost=CHEAP)
    old = next(each for each in json.loads(open_desk.folder.slots.read_bytes())["slots"] if each["id"] == slot)
    commands.remove_slot(open_desk, slot)
    _edited(made_desk, lambda body: body["slots"].append(old))
    with pytest.raises(SlotsAltered):
        keys.unlock(made_desk.folder, Passphrase(TREASURER))


def test_a_forged_cost_does_not_eat_the_memory(made_desk: Made) -> None:
    _edited(made_desk, lambda body: body["slots"][0].update(argon2id=[1 << 34, 99, 1]))
    assert keys.unlock(made_desk.folder, Passphrase(WORDS)) == made_desk.unlocked  # by the program's own copy
    _edited(made_desk, lambda body: body["slots"][0].update(argon2id=[1 << 34, 99, 1]))
    slots_of_salt(DeskFolder(made_desk.folder).salt()).unlink()
    with pytest.raises(SlotsDamaged):
        keys.unlock(made_desk.folder, Passphrase(WORDS))


def test_a_key_file_of_a_newer_program_is_left_alone(made_desk: Made) -> None:
    _edited(made_desk, lambda body: body.update(format=3))
    before = (made_desk.folder / "slots.json").read_bytes()
    with pytest.raises(NewerDesk):
        keys.unlock(made_desk.folder, Passphrase(WORDS))
    assert (made_desk.folder / "slots.json").read_bytes() == before


def test_one_derivation_serves_all_slots_of_a_desk(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        commands.add_slot(open_desk, f"{TREASURER} {number}", "会計", Role.TREASURER, cost=CHEAP)
    calls = []
    stretched = crypto.stretched
    monkeypatch.setattr(crypto, "stretched", lambda *given: calls.append(given) or stretched(*given))
    keys.unlock(open_desk.folder.path, Passphrase(f"{TREASURER} 3"))
    assert len(calls) == 1


def test_an_older_copy_of_the_keys_gives_way_to_the_newer(made_desk: Made) -> None:
    folder = DeskFolder(made_desk.folder)
    old = store.read(folder)
    newer = replace(old, generation=old.generation + 1)
    folder.second_slots.write_bytes(replace(newer, sealed=newer.seal(made_desk.unlocked.key)).encoded())
    assert store.read(folder).generation == newer.generation
    assert folder.slots.read_bytes() == folder.second_slots.read_bytes()
