"""A programme goes from desk to desk as one file, with its origin and its fingerprint, and never twice differently."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kobe_desk.cli.demo.bundle import confirmed_copy
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules import bundle, pack
from kobe_desk.modules.subsidies.rules.pack import Origin
from kobe_desk.modules.subsidies.usecases import (
    begin_application,
    copy_programme,
    programme_copy,
)
from kobe_desk.modules.subsidies.usecases.programmes import (
    AlreadyHere,
    NewerIsHere,
    NotReadyToGive,
    Received,
    SameVersionDiffers,
    compare_received,
    note_given,
    programme_places,
    programme_to_give,
    save_programme,
    take_programme,
)

PAST = "bouhan-camera-shuzen-2025"


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def own(sample_records: Records) -> str:
    use_language("ja")
    return confirmed_copy(sample_records, PAST)


def written(records: Records, key: str, folder: Path, origin: Origin = Origin()) -> Received:
    target = exchange.write_programme(records.ask(programme_to_give, key), origin, folder / "a.kdprog", silent)
    return exchange.read_programme(target, silent)


def edit(records: Records, key: str, words: str) -> None:
    seen = records.ask(programme_places, key).fingerprint
    records.do(save_programme, key, {"programme/summary": words}, seen)


def test_nobody_is_named_in_a_file_unless_it_is_wished(sample_records: Records, own: str, tmp_path: Path) -> None:
    received = written(sample_records, own, tmp_path)
    assert received.origin == Origin()
    with zipfile.ZipFile(tmp_path / "a.kdprog") as file:
        whole = b"".join(file.read(each) for each in file.namelist()).decode()
    assert "みなと坂" not in whole
    named = written(sample_records, own, tmp_path, Origin(date(2026, 11, 28), "みなと坂自治会", "書記"))
    assert named.origin == Origin(date(2026, 11, 28), "みなと坂自治会", "書記")


def test_the_fingerprint_is_the_same_at_both_ends(sample_records: Records, own: str, tmp_path: Path) -> None:
    received = written(sample_records, own, tmp_path)
    given = sample_records.ask(programme_to_give, own)
    assert received.fingerprint == given.fingerprint
    assert [len(each) for each in received.fingerprint.split(" ")] == [4] * 16


def test_an_unfinished_programme_is_not_given_away(sample_records: Records) -> None:
    key = sample_records.do(copy_programme, PAST).result
    with pytest.raises(NotReadyToGive):
        sample_records.ask(programme_to_give, key)


def test_what_was_given_away_becomes_the_next_version_when_it_is_changed(sample_records: Records, own: str) -> None:
    edit(sample_records, own, "はじめの文")
    assert sample_records.ask(programme_places, own).programme.version == "2026.1"
    sample_records.do(note_given, own)
    edit(sample_records, own, "つぎの文")
    assert sample_records.ask(programme_places, own).programme.version == "2026.2"


def test_the_same_file_is_taken_in_once(sample_records: Records, own: str, tmp_path: Path) -> None:
    received = written(sample_records, own, tmp_path)
    with pytest.raises(AlreadyHere):
        sample_records.ask(compare_received, received)
    with pytest.raises(AlreadyHere):
        sample_records.do(take_programme, received)


def test_the_same_version_with_another_fingerprint_is_refused(
    sample_records: Records, own: str, tmp_path: Path
) -> None:
    received = written(sample_records, own, tmp_path)
    edit(sample_records, own, "ここで直した文")
    with pytest.raises(SameVersionDiffers) as refused:
        sample_records.do(take_programme, received)
    assert "2026.1" in refused.value.message()


def test_an_older_version_does_not_replace_a_newer_one(sample_records: Records, own: str, tmp_path: Path) -> None:
    received = written(sample_records, own, tmp_path)
    sample_records.do(note_given, own)
    edit(sample_records, own, "つぎの文")
    with pytest.raises(NewerIsHere):
        sample_records.do(take_programme, received)


def test_another_desk_takes_it_in_sees_the_difference_and_applies(
    sample_records: Records, own: str, tmp_path: Path
) -> None:
    edit(sample_records, own, "よその会で直した文")
    received = written(sample_records, own, tmp_path, Origin(date(2026, 11, 28), "みなと坂自治会"))
    while sample_records.undoable is not None:
        sample_records.undo()
    row = sample_records.ask(compare_received, received)
    assert row.before == "2025.1"
    assert any("よその会で直した文" in each.message() for each in row.changes)
    key = sample_records.do(take_programme, received).result
    copy = sample_records.ask(programme_copy, key)
    assert (copy.left, copy.examples, copy.faults) == (0, (), ())
    assert sample_records.ask(programme_places, key).origin["association"] == "みなと坂自治会"
    assert sample_records.do(begin_application, key).result
    edit(sample_records, key, "ここでも直した文")
    assert sample_records.ask(programme_places, key).programme.version == "2026.2"


def test_the_funders_papers_go_along(sample_records: Records, own: str, tmp_path: Path) -> None:
    given = sample_records.ask(programme_to_give, own)
    content = replace(given.content, forms={"forms/f1.pdf": b"%PDF-1.4 of the funder"})
    path = tmp_path / "forms.kdprog"
    path.write_bytes(pack.packed(content, Origin()))
    received = exchange.read_programme(path, silent)
    while sample_records.undoable is not None:
        sample_records.undo()
    key = sample_records.do(take_programme, received).result
    again = sample_records.ask(programme_to_give, key)
    assert again.content.forms == {"forms/f1.pdf": b"%PDF-1.4 of the funder"}
    assert again.fingerprint == received.fingerprint
    assert bundle.of_files(bundle.unpacked(pack.packed(again.content, Origin()), "x")).forms == again.content.forms
