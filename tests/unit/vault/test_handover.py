"""引き継ぎ: keys from a day on, a package that opens elsewhere, and what the predecessor can no longer open."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from support.vault_desk import CHEAP, WORDS

from kobe_desk.core import clock
from kobe_desk.core.permission import NotAllowed, Role
from kobe_desk.core.vault import backup, commands, handover, keys, opening, restore
from kobe_desk.core.vault.handover import NobodyAdministers, NobodyTakesOver, Successor
from kobe_desk.core.vault.keys import Passphrase, Recovery
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.situations import TermBackwards, TermNotBegun, WrongPassphrase
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.usecases import ListRequest, SealedEntry

NEW = "やまなみ ことり つくえ みかづき"


def when() -> date:
    return clock.today() + timedelta(days=30)


def coming(desk: OpenDesk, *, admin: bool = True) -> str:
    mine = desk.unlocked.who.slot
    return handover.hand_key_over(desk, Successor("次の書記", Role.SECRETARY, when(), NEW, admin, mine), cost=CHEAP)


def packed(desk: OpenDesk, place: Path, secrets: dict[str, str] | None = None) -> handover.Package:
    return handover.finish(desk, handover.take(desk, place, when()), when(), secrets)


def test_a_key_counts_from_its_day_and_the_one_before_ends_the_day_before(open_desk: OpenDesk) -> None:
    slot = coming(open_desk)
    rows = {row.id: row for row in commands.slots_of(open_desk)}
    assert rows[slot].since == when() and not rows[slot].in_term
    assert rows[open_desk.unlocked.who.slot].until == when() - timedelta(days=1)
    with pytest.raises(TermNotBegun):
        keys.unlock(open_desk.folder.path, Passphrase(NEW))
    assert handover.who_takes_over(open_desk, when()) == ((slot, "次の書記"),)
    assert [line.label for line in open_desk.records.history()] == ["Hand a key over"]


def test_somebody_still_gives_keys_on_that_day(open_desk: OpenDesk) -> None:
    with pytest.raises(NobodyAdministers):
        coming(open_desk, admin=False)
    assert len(commands.slots_of(open_desk)) == 2


def test_a_key_cannot_end_before_it_began(open_desk: OpenDesk) -> None:
    early = Successor("次", Role.SECRETARY, clock.today(), NEW, True, open_desk.unlocked.who.slot)
    with pytest.raises(TermBackwards):
        handover.hand_key_over(open_desk, early, cost=CHEAP)


def test_only_who_looks_after_the_keys_hands_over(open_desk: OpenDesk, tmp_path: Path) -> None:
    commands.add_slot(open_desk, NEW, "会計", Role.TREASURER, cost=CHEAP)
    open_desk.close()
    other = opening.open_desk(open_desk.folder.path, keys.unlock(open_desk.folder.path, Passphrase(NEW)))
    with other:
        with pytest.raises(NotAllowed):
            coming(other)
        with pytest.raises(NotAllowed):
            handover.take(other, tmp_path, when())


def test_the_package_opens_today_for_the_successor_alone(open_desk: OpenDesk, tmp_path: Path) -> None:
    coming(open_desk)
    package = packed(open_desk, tmp_path)
    assert "引き継ぎ" in package.path.name and package.people == ("次の書記",) and not package.renewed
    assert list(tmp_path.glob(".*partial*")) == []
    found = handover.rehearse(package.path, NEW)
    assert (found.person, found.mark, found.rows) == ("次の書記", package.mark, package.rows)
    with pytest.raises(WrongPassphrase):
        handover.rehearse(package.path, WORDS)
    done = restore.restore(package.path, tmp_path / "次のパソコン", Passphrase(NEW))
    with opening.open_desk(done.folder, done.unlocked) as theirs:
        assert theirs.records.who.person == "次の書記"
        assert theirs.unlocked.key == open_desk.unlocked.key


def test_a_renewed_data_key_opens_nothing_of_before(open_desk: OpenDesk, tmp_path: Path) -> None:
    slot = coming(open_desk)
    old = backup.make_backup(open_desk)
    package = packed(open_desk, tmp_path, {slot: NEW})
    assert package.renewed and package.code is not None
    done = restore.restore(package.path, tmp_path / "次のパソコン", Passphrase(NEW))
    assert done.unlocked.key != open_desk.unlocked.key
    with opening.open_desk(done.folder, done.unlocked) as theirs:
        assert [row.label for row in theirs.records.history()][-1] == "Hand a key over"
        made = backup.make_backup(theirs)
    from kobe_desk.core.database import DeskDamaged
    from kobe_desk.core.vault import contents

    with pytest.raises(DeskDamaged):
        contents.examined(done.folder / "desk.db", open_desk.unlocked.key)
    lines = Recovery.typed(package.code.text)
    assert keys.unlock(done.folder, lines).key == done.unlocked.key
    assert restore.verify_backup(made.path, done.unlocked.key)
    assert restore.verify_backup(old.path, open_desk.unlocked.key), "what stays behind is as it was"


def test_renewing_asks_each_for_their_own_passphrase(open_desk: OpenDesk, tmp_path: Path) -> None:
    slot = coming(open_desk)
    with pytest.raises(WrongPassphrase) as refused:
        packed(open_desk, tmp_path, {slot: WORDS})
    assert refused.value.field == slot
    assert list(tmp_path.glob("*.kobedesk-backup")) == [] and list(tmp_path.glob(".*partial*")) == []


def test_a_renewed_package_can_take_the_place_of_the_old_desk(open_desk: OpenDesk, tmp_path: Path) -> None:
    slot = coming(open_desk)
    package = packed(open_desk, tmp_path, {slot: NEW})
    for number in range(5):  # the old desk's keys go on changing, so that their file is the newer one
        commands.add_slot(open_desk, NEW + "二", f"誰か{number}", Role.READER, cost=CHEAP)
    folder = open_desk.folder.path
    open_desk.close()
    with pytest.raises(TermNotBegun):
        restore.restore(package.path, folder, Passphrase(NEW))
    with clock.stopped_at(clock.now() + timedelta(days=40)):
        done = restore.restore(package.path, folder, Passphrase(NEW))
        with opening.open_desk(done.folder, keys.unlock(done.folder, Passphrase(NEW))) as theirs:
            assert theirs.records.who.person == "次の書記"
    assert done.kept is not None


def test_nobody_takes_over_without_a_key(open_desk: OpenDesk, tmp_path: Path) -> None:
    commands.add_slot(open_desk, NEW, "別の世話役", Role.CHAIR, admin=True, cost=CHEAP)
    for each in commands.slots_of(open_desk):
        if each.person in ("別の世話役", "中村 書記子"):
            commands.renew_slot(open_desk, each.id, keys.Term(each.since, clock.today()))
    with pytest.raises(NobodyTakesOver):
        handover.take(open_desk, tmp_path, when())


def test_the_sealed_drawer_goes_along_with_its_holder(open_desk: OpenDesk, tmp_path: Path) -> None:
    records = open_desk.records
    records.do(roster.make_drawer, WORDS)
    which = records.do(roster.add_sealed_list, ListRequest("support", "前期", "区役所", date(2026, 4, 1))).result
    records.do(roster.add_sealed, which, SealedEntry("封の人"))
    slot = coming(open_desk)
    records.do(roster.give_drawer, slot, NEW)
    package = packed(open_desk, tmp_path, {slot: NEW})
    done = restore.restore(package.path, tmp_path / "次", Passphrase(NEW))
    with opening.open_desk(done.folder, done.unlocked) as theirs:
        theirs.records.do(roster.open_drawer, NEW)
        assert theirs.records.ask(roster.sealed_people)[0].entry.name == "封の人"
