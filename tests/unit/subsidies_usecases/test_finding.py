"""「使える助成は？」 over the sample association, and the shelf of programmes that is fast to open."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kobe_desk.core import paths
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.members.usecases import counts_on
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.rules.finder import Fit
from kobe_desk.modules.subsidies.usecases import (
    begin_application,
    copy_programme,
    find_programmes,
    known_facts,
    offers,
    remove_application,
)
from kobe_desk.modules.subsidies.usecases import shelf as shelves
from kobe_desk.modules.subsidies.usecases.facts import NewerOne

NPO = "chiiki-kadai-npo"


def found(records: Records, **facts: str | int | bool):
    known = records.ask(known_facts)
    return {each.offer.key: each for each in records.ask(find_programmes, {**known, **facts})}


def test_the_desk_knows_kind_legal_form_and_numbers(sample_records: Records) -> None:
    known = sample_records.ask(known_facts)
    counts = sample_records.ask(counts_on, date(2026, 11, 25))
    about = sample_records.ask(profile)
    assert (known["group"], known["legal_form"]) == (about.kind, about.legal_form) == ("neighbourhood", "none")
    assert (known["members"], known["households"]) == (counts.people, counts.households)
    assert known["bylaws"] is True and known["own_account"] is True
    assert "hall" not in known and "camera" not in known


@pytest.mark.parametrize(
    ("address", "ward"),
    [
        ("神戸市東灘区本町一丁目", "higashinada"), ("兵庫県神戸市灘区", "nada"), ("神戸市中央区北長狭通", "chuo"),
        ("神戸市西区", "nishi"), ("大阪市北区", None), ("", None),
    ],
)  # fmt: skip
def test_the_ward_stands_in_the_address(sample_records: Records, address: str, ward: str | None) -> None:
    sample_records.do(save_profile, replace(sample_records.ask(profile), address=address))
    assert sample_records.ask(known_facts).get("ward") == ward


def test_an_empty_desk_knows_nothing_and_nothing_breaks(records: Records) -> None:
    assert records.ask(known_facts) == {}
    rows = records.ask(find_programmes, {})
    assert {each.fit for each in rows} == {Fit.FITS, Fit.NEARLY}


def test_what_fits_comes_first_by_its_next_last_day(sample_records: Records) -> None:
    rows = list(found(sample_records, camera="subsidised", hall="own").values())
    fits = [each for each in rows if each.fit is Fit.FITS]
    assert rows[: len(fits)] == fits and rows[-1].fit is Fit.NOT
    days = [each.closes for each in fits if each.closes]
    assert days == sorted(days) and days[0] == date(2027, 1, 30)
    assert [each.closes for each in fits][len(days) :] == [None] * (len(fits) - len(days))
    assert all(each.guide for each in fits if each.closes)


def test_each_way_of_fitting_says_why(sample_records: Records) -> None:
    rows = found(sample_records, camera="none")
    assert rows["bouhan-camera-koushin"].fit is Fit.NOT
    assert [each.text for each in rows["bouhan-camera-koushin"].needs if each.met is False] == [
        "前の補助で付けた防犯カメラがある団体です。"
    ]
    nearly = rows["kodomo-ibasho-2023"]
    assert nearly.fit is Fit.NEARLY and nearly.needs[0].open == ("children",)
    assert rows["ken-vision-2025"].fit is Fit.FITS


def test_only_real_programmes_and_the_newest_of_each_are_found(sample_records: Records) -> None:
    keys = found(sample_records)
    assert "chiiki-katsudo-mihon" not in keys and "chiiki-shukaijo-2020" not in keys
    assert "chiiki-shukaijo-2024" in keys


def test_last_times_application_is_told(sample_records: Records) -> None:
    assert found(sample_records)[NPO].applied == ()
    key = sample_records.do(copy_programme, NPO).result
    assert found(sample_records)[key].offer.unconfirmed
    application = sample_records.do(begin_application, "chiiki-katsudo-mihon").result
    sample_records.do(remove_application, application)


def test_older_definitions_stay_to_be_looked_up(sample_records: Records) -> None:
    rows = {each.key: each for each in sample_records.ask(offers)}
    assert rows["chiiki-shukaijo-2024"].newest and not rows["chiiki-shukaijo-2020"].newest
    past = [each.programme.fiscal_year for each in sample_records.ask(offers) if each.past]
    assert past == sorted(past, reverse=True)


def test_this_years_copy_is_made_of_the_newest_definition(sample_records: Records) -> None:
    with pytest.raises(NewerOne):
        sample_records.do(copy_programme, "chiiki-shukaijo-2020")
    assert sample_records.do(copy_programme, "chiiki-shukaijo-2024").result
    rows = {each.key: each for each in sample_records.ask(offers)}
    assert "chiiki-shukaijo-2020" in rows and "chiiki-shukaijo-2024" not in rows


@pytest.fixture
def shelf():
    """The shelf as it is in a program that has just started."""
    shelves.shelf.cache_clear()
    yield shelves.shelf
    shelves.shelf.cache_clear()


def test_what_has_passed_once_is_not_tried_again(shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    few = library.folders()[:3]
    monkeypatch.setattr(library, "folders", lambda: few)
    first = shelf()
    shelf.cache_clear()
    monkeypatch.setattr(library, "offer", lambda _found: pytest.fail("tried again"))
    again = shelf()
    assert [each.programme.sha256 for each in again] == [each.programme.sha256 for each in first]


def test_another_example_is_another_content_and_tried(shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = library.folders()[0]
    folder = tmp_path / source.name
    for each in (*source.glob("*.toml"), *source.glob("examples/*.toml")):
        (folder / each.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
        (folder / each.relative_to(source)).write_bytes(each.read_bytes())
    monkeypatch.setattr(library, "folders", lambda: (folder,))
    assert [each.name for each in shelf()] == [source.name]
    changed = next(folder.glob("examples/*.toml"))
    changed.write_text(changed.read_text("utf-8").replace("grant = ", "grant = 1"), "utf-8")
    shelf.cache_clear()
    assert shelf() == ()


@pytest.mark.parametrize("content", ["", "{}", "[1, null]", "[" * 100_000, "\x00"])
def test_a_damaged_memory_only_costs_time(shelf, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    few = library.folders()[:1]
    monkeypatch.setattr(library, "folders", lambda: few)
    file = paths.program_data() / "programmes.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    assert len(shelf()) == 1
    assert len(json.loads(file.read_text("utf-8"))) == 1
