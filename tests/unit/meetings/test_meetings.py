"""A general meeting: planned, counted, voted, adopted, corrected."""

from datetime import date, datetime
from uuid import UUID

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.rules import Attendance, Vote
from kobe_desk.modules.meetings.usecases import MeetingRequest, MotionRequest

REQUEST = MeetingRequest(
    "令和8年度 通常総会",
    datetime(2026, 4, 19, 10, 0),
    ends=datetime(2026, 4, 19, 11, 40),
    place="みなと台会館",
    chair="長谷川 和代",
    secretary="佐藤 勝",
    signatories=("髙橋 悦郎", "𠮷田 はる"),
)


@pytest.fixture
def meeting(records: Records) -> UUID:
    records.do(association.save_profile, Profile("みなと台自治会"))
    return records.do(meetings.plan_meeting, REQUEST).result


@pytest.fixture
def ready(records: Records, meeting: UUID) -> UUID:
    records.do(meetings.record_attendance, meeting, Attendance(312, 87, 46, 52))
    motion = records.do(meetings.add_motion, meeting, MotionRequest("補助金の申請について")).result
    records.do(meetings.record_vote, motion, Vote(180, 3, 2))
    return meeting


def test_the_quorum_is_told_when_those_who_came_are_counted(records: Records, meeting: UUID) -> None:
    found = records.do(meetings.record_attendance, meeting, Attendance(312, 87, 46, 52)).result
    assert (found.reached, found.addition, found.comparison) == (True, "87＋46＋52＝185", "185×2＝370 ＞ 312×1")


def test_motions_carry_numbers_that_are_never_used_again(records: Records, meeting: UUID) -> None:
    first = records.do(meetings.add_motion, meeting, MotionRequest("事業報告")).result
    records.do(meetings.remove_motion, first)
    records.do(meetings.add_motion, meeting, MotionRequest("決算報告"))
    records.undo()
    records.do(meetings.add_motion, meeting, MotionRequest("決算報告"))
    assert [each.number for each in records.ask(meetings.meeting, meeting).motions] == ["R8-総-03"]


def test_minutes_are_not_adopted_before_all_is_there(records: Records, meeting: UUID) -> None:
    with pytest.raises(meetings.NotReadyToAdopt):
        records.do(meetings.adopt_minutes, meeting, date(2026, 4, 20))
    assert len(records.ask(meetings.missing_for_adoption, meeting)) == 2


def test_a_meeting_without_quorum_is_not_adopted(records: Records, ready: UUID) -> None:
    records.do(meetings.record_attendance, ready, Attendance(800, 87, 46, 52))
    with pytest.raises(meetings.NotReadyToAdopt):
        records.do(meetings.adopt_minutes, ready, date(2026, 4, 20))


def test_adopted_minutes_are_a_resolution_to_refer_to(records: Records, ready: UUID) -> None:
    assert records.ask(meetings.resolutions) == ()
    records.do(meetings.adopt_minutes, ready, date(2026, 4, 20))
    (found,) = records.ask(meetings.resolutions, "general")
    assert (found.number, found.title, found.day, found.edition) == (
        "R8-総-01",
        "補助金の申請について",
        date(2026, 4, 19),
        1,
    )


def test_an_adopted_text_never_changes_and_a_correction_is_a_second_one(records: Records, ready: UUID) -> None:
    records.do(meetings.adopt_minutes, ready, date(2026, 4, 20))
    with pytest.raises(meetings.AdoptedAlready):
        records.do(meetings.change_meeting, ready, REQUEST)
    records.do(meetings.reopen_minutes, ready)
    assert records.ask(meetings.resolutions) == ()
    records.do(meetings.record_attendance, ready, Attendance(312, 88, 46, 52))
    with pytest.raises(meetings.ReasonMissing):
        records.do(meetings.adopt_minutes, ready, date(2026, 5, 1))
    records.do(meetings.adopt_minutes, ready, date(2026, 5, 1), "出席者の数の誤り")
    first, second = (records.ask(meetings.adopted_minutes, ready, edition) for edition in (1, 2))
    assert (first.attendance.in_person, first.reason) == (87, "")
    assert (second.attendance.in_person, second.reason) == (88, "出席者の数の誤り")
    assert first.motions[0].outcome == second.motions[0].outcome


def test_undoing_an_adoption_opens_the_minutes_and_keeps_the_text(records: Records, ready: UUID) -> None:
    records.do(meetings.adopt_minutes, ready, date(2026, 4, 20))
    records.undo()
    assert not records.ask(meetings.meeting, ready).adopted
    assert records.ask(meetings.adopted_minutes, ready).edition == 1


def test_the_rules_of_its_day_hold_for_a_meeting(records: Records, meeting: UUID) -> None:
    rules = records.ask(meetings.meeting, meeting).rules
    records.do(association.save_rules, association.Rules("general", date(2026, 5, 1), quorum="at_least 2/3"))
    assert records.ask(meetings.meeting, meeting).rules == rules


def test_a_tie_is_open_until_the_chair_decides(records: Records, meeting: UUID) -> None:
    records.do(meetings.record_attendance, meeting, Attendance(40, 30))
    motion = records.do(meetings.add_motion, meeting, MotionRequest("備品の購入")).result
    assert records.do(meetings.record_vote, motion, Vote(15, 15)).result.tie
    assert records.ask(meetings.meeting, meeting).motions[0].carried is None
    records.do(meetings.record_vote, motion, Vote(15, 15, chair_says_yes=True))
    assert records.ask(meetings.meeting, meeting).motions[0].carried


def test_impossible_times_and_empty_titles_are_refused(records: Records) -> None:
    with pytest.raises(meetings.EndsBeforeStart):
        records.do(
            meetings.plan_meeting, MeetingRequest("総会", datetime(2026, 4, 19, 10), ends=datetime(2026, 4, 19, 9))
        )
    with pytest.raises(meetings.TitleMissing):
        records.do(meetings.plan_meeting, MeetingRequest(" ", datetime(2026, 4, 19, 10)))
