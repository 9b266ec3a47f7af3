"""The sample association: filled in by the real use-cases, following the clock, and removed without a trace."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.papers import squeezed, text_of
from support.vault_desk import CHEAP

from kobe_desk import sample
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.core.vault import keys, opening
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.situations import WrongPassphrase
from kobe_desk.modules.association.usecases import document_bytes, documents, profile, save_profile
from kobe_desk.modules.bookings.usecases import groups, usual_booking
from kobe_desk.modules.ledger.usecases import cash_book
from kobe_desk.modules.meetings.usecases import meeting, meetings, resolutions
from kobe_desk.modules.members.usecases import PeopleFilter, counts_on, officers_on, people

MOMENTS = [
    datetime(2026, 4, 1, 0, 30, tzinfo=UTC),  # the first morning of a fiscal year
    datetime(2027, 3, 31, 14, 0, tzinfo=UTC),  # and the last evening
    datetime(2027, 11, 25, 3, 0, tzinfo=UTC),
    datetime(2029, 11, 25, 3, 0, tzinfo=UTC),
]


@pytest.fixture(params=MOMENTS, ids=lambda moment: f"{moment:%Y-%m-%d}")
def filled(request: pytest.FixtureRequest, records: Records) -> Iterator[Records]:
    with clock.stopped_at(request.param):
        sample.make_sample(records)
        yield records


def test_its_days_follow_the_clock(filled: Records) -> None:
    today = clock.today()
    year = today.year - (today.month < 4)
    line = filled.ask(meetings, "general")[0]
    assert date(year, 4, 1) <= line.starts.date() <= today
    assert line.adopted
    row = filled.ask(meeting, line.id)
    assert row.quorum.reached
    assert row.adopted_on is not None
    assert row.adopted_on <= today
    assert [each.day for each in filled.ask(resolutions, "general", date(year, 4, 1))] == [line.starts.date()] * 4
    for officer in filled.ask(officers_on, today):
        assert (officer.start, officer.end) == (date(year, 4, 1), date(year + 1, 3, 31))
    offices = [officer.office for officer in filled.ask(officers_on, today)]
    assert {name: offices.count(name) for name in offices} == {
        "会長": 1, "副会長": 2, "書記": 1, "会計": 1, "監事": 2, "班長": 6,
    }  # fmt: skip


def test_the_cash_book_begins_with_what_last_year_left(filled: Records) -> None:
    today = clock.today()
    year = today.year - (today.month < 4)
    last, this = filled.ask(cash_book, year - 1), filled.ask(cash_book, year)
    assert sum(row.income for row in this if row.account == "繰越金") == last[-1].balance > 0
    assert all(entry.day <= today and entry.balance > 0 for entry in (*last, *this))


def test_it_holds_names_that_are_hard_to_print(records: Records) -> None:
    sample.make_sample(records)
    for name in ("髙橋　和彦", "𠮷田　和代", "辻\U000e0100　正志"):
        assert records.ask(people, PeopleFilter(name)).rows[0].name == name
    assert records.ask(counts_on, clock.today()).households == 309


def test_every_row_of_its_roster_is_taken_in_without_a_problem(records: Records) -> None:
    sample.set_up(records)
    report = sample.take_in_roster(records)
    assert (report.problems, report.refused, report.unchanged) == ((), 0, 0)
    assert sample.take_in_roster(records).unchanged == report.imported


def test_it_is_marked_as_a_sample_on_screen_and_paper(records: Records, tmp_path: Path) -> None:
    sample.make_sample(records)
    found = records.ask(profile)
    assert found is not None
    assert found.sample
    bylaws = next(each for each in records.ask(documents) if each.kind == "bylaws")
    text = squeezed(text_of(records.ask(document_bytes, bylaws.id), tmp_path))
    assert "見本・架空の団体です" in text
    assert "第21条" in text


def test_it_is_removed_with_its_folder_and_nothing_else(tmp_path: Path) -> None:
    steps: list[str] = []
    (tmp_path / "other").mkdir()
    made = sample.make_sample_desk(tmp_path / "見本", steps.append, cost=CHEAP)
    assert len(steps) == 6
    sample.remove_sample(made.folder)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_a_desk_of_somebody_is_never_removed_as_the_sample(made_desk: Made) -> None:
    with pytest.raises(WrongPassphrase):
        sample.remove_sample(made_desk.folder)
    assert made_desk.folder.is_dir()


def test_a_sample_that_became_a_real_association_stays(tmp_path: Path) -> None:
    made = sample.make_sample_desk(tmp_path / "見本", cost=CHEAP)
    with opening.open_desk(made.folder, made.unlocked) as desk:
        found = desk.records.ask(profile)
        assert found is not None
        desk.records.do(save_profile, replace(found, name="ほんとうの会", sample=False))
    with pytest.raises(sample.NotTheSample):
        sample.remove_sample(made.folder)
    assert keys.unlock(made.folder, Passphrase(sample.PASSPHRASE)).key == made.unlocked.key


def test_groups_that_meet_again_and_again_have_their_usual_booking(sample_records: Records) -> None:
    kept = {line.name: sample_records.ask(usual_booking, line.id) for line in sample_records.ask(groups)}
    chorus = kept["コーラスみなと"]
    assert (chorus.room_name, chorus.band, chorus.weekday, chorus.purpose) == ("会議室A", "午前", 3, "合唱の練習")
    assert len([each for each in kept.values() if each]) > len(kept) / 2
