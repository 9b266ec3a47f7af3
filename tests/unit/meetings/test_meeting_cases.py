"""Every case of the meetings' list of cases: input and what is expected of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.meetings import REQUEST, filled, planned, settled, voter_ids

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.rules import Attendance, MoreVotesThanPresent, Room, Vote, outcome
from kobe_desk.modules.meetings.usecases import (
    ActionRequest,
    AnswerRequest,
    BallotRequest,
    MotionRequest,
    NoticeRequest,
    SignRequest,
    SlipRequest,
)


def names(records: Records, key: object) -> dict[object, str]:
    return {each.id: each.name for each in records.ask(meetings.voters, key)}


def test_a_proxy_to_somebody_absent_is_not_counted_and_the_line_shows_why(records: Records) -> None:
    settled(records, 6)
    key, _motion = planned(records, "清掃")
    one, other, *_rest = voter_ids(records, key)
    records.do(meetings.receive_slip, SlipRequest(one, "proxy", holder_id=other))
    found = records.ask(meetings.reception, key)
    assert (found.attendance.valid_proxy, found.attendance.void_proxy) == (0, 1)
    assert [each.why for each in found.void] == ["holder_absent"]
    assert "受任者の" in found.void[0].said
    records.do(meetings.receive, other)
    assert records.ask(meetings.reception, key).attendance.present == 2


def test_bylaws_may_let_such_a_proxy_go_to_the_chair(records: Records) -> None:
    settled(records, 6, absent_proxy_to_chair=True)
    key, motion = planned(records, "清掃")
    one, other, *_rest = voter_ids(records, key)
    records.do(meetings.receive_slip, SlipRequest(one, "proxy", holder_id=other))
    assert records.ask(meetings.reception, key).void[0].why == "holder_absent to_chair"
    assert records.ask(meetings.paper_count, motion).chair_proxies == 1


def test_two_thirds_passes_exactly_on_one_base_and_fails_on_another() -> None:
    vote = Vote(20, 10, 5)
    cast, present = (outcome(f"at_least 2/3 of {base}", vote, Room(35, 40)) for base in ("cast", "present"))
    assert (cast.carried, cast.comparison) == (True, "20×3＝60 ≧ 30×2")
    assert (present.carried, present.base_count, present.comparison) == (False, 35, "20×3＝60 ＜ 35×2")


def test_an_open_item_is_listed_in_the_carry_over_of_the_next_meeting(records: Records) -> None:
    settled(records, 4)
    key, motion = planned(records, "倉庫の修理")
    records.do(meetings.postpone_item, motion)
    later = records.do(meetings.plan_meeting, replace(REQUEST, title="臨時総会", body="extraordinary",
                                                      starts=datetime(2026, 9, 6, 10), ends=None)).result  # fmt: skip
    (point,) = records.ask(meetings.carry_over, later).points
    assert (point.title, point.taken) == ("倉庫の修理", False)
    records.do(meetings.take_over, later, (point.item_id,))
    assert records.ask(meetings.carry_over, later).points[0].taken
    assert [each.number for each in records.ask(meetings.meeting, later).motions] == ["R8-臨-01"]
    assert key != later


def test_the_meeting_stands_with_writing_and_proxies(records: Records) -> None:
    settled(records, 120)
    key, _motion = planned(records, "清掃")
    filled(records, key, came=31, writing=12, proxies=20)
    found = records.ask(meetings.reception, key)
    assert (found.quorum.reached, found.quorum.addition, found.quorum.total) == (True, "31＋12＋20＝63", 120)


def test_three_who_gave_proxies_and_came_make_them_void(records: Records) -> None:
    settled(records, 120)
    key, _motion = planned(records, "清掃")
    ids = filled(records, key, came=28, writing=12, proxies=20)
    for voter in ids[40:43]:  # the first three of those who gave a proxy
        records.do(meetings.receive, voter)
    found = records.ask(meetings.reception, key)
    assert (found.quorum.addition, found.quorum.present) == ("31＋12＋17＝60", 60)
    assert sorted(each.name for each in found.void) == sorted(names(records, key)[each] for each in ids[40:43])
    assert {each.why for each in found.void} == {"came"}
    assert records.ask(meetings.meeting, key).attendance == Attendance(120, 31, 12, 20, void_proxy=3)


@pytest.mark.parametrize(("rule", "reached"), [("more_than 1/2", False), ("at_least 1/2", True)])
def test_more_than_half_is_not_half_or_more(records: Records, rule: str, reached: bool) -> None:
    settled(records, 12, quorum=rule)
    key, _motion = planned(records, "清掃")
    filled(records, key, came=6)
    assert records.ask(meetings.reception, key).quorum.reached is reached


@pytest.mark.parametrize(("yes", "carried", "said"), [(95, True, "380 ≧ 120×3"), (89, False, "356 ＜ 120×3")])
def test_a_change_of_the_bylaws_needs_its_share_of_all(yes: int, carried: bool, said: str) -> None:
    found = outcome("at_least 3/4 of all", Vote(yes, 100 - yes), Room(100, 120))
    assert found.carried is carried
    assert found.comparison.endswith(said)


def test_a_tie_asks_the_chair_who_did_not_vote_before(records: Records) -> None:
    settled(records, 40, chair_votes=False)
    key, motion = planned(records, "備品の購入")
    filled(records, key, came=31)
    judged = records.do(meetings.record_ballot, motion, BallotRequest(hall=(15, 15, 0, 0))).result
    assert judged.tie
    assert records.ask(meetings.meeting, key).motions[0].carried is None
    records.do(meetings.record_ballot, motion, BallotRequest(hall=(15, 15, 0, 0), chair_says_yes=True))
    row = records.ask(meetings.meeting, key).motions[0]
    assert (row.carried, row.vote.chair_says_yes) == (True, True)
    with pytest.raises(MoreVotesThanPresent):  # 31 votes of 31 present, the chair among them
        records.do(meetings.record_ballot, motion, BallotRequest(hall=(16, 15, 0, 0)))


def test_who_has_an_interest_is_left_out_of_votes_and_base(records: Records) -> None:
    settled(records, 10, majority="more_than 1/2 of present")
    key, motion = planned(records, "工事の契約")
    ids = filled(records, key, came=7, writing=2, choice="yes")
    records.do(meetings.leave_out, motion, (ids[0], ids[7]))
    papers = records.ask(meetings.paper_count, motion)
    assert papers.writing == (1, 0, 0, 0)
    judged = records.do(meetings.record_ballot, motion, BallotRequest(hall=(3, 3, 0, 0))).result
    row = records.ask(meetings.meeting, key).motions[0]
    assert (judged.base_count, judged.carried, row.vote.yes, row.vote.excluded) == (7, True, 4, 2)
    assert row.interested == (names(records, key)[ids[0]], names(records, key)[ids[7]])


def test_a_household_has_one_vote_and_a_person_one_where_the_bylaws_say_so(records: Records) -> None:
    settled(records, 5, people=2, unit="household", person_matters="rule_change")
    key, ordinary = planned(records, "清掃")
    change = records.do(meetings.add_motion, key, MotionRequest("規約の変更", matter="rule_change")).result
    records.do(meetings.list_voters, key)
    ids = voter_ids(records, key)
    assert len(ids) == 10
    for voter in ids[:2]:  # two of one household
        records.do(meetings.receive, voter)
    rows = {each.item_id: each for each in records.ask(meetings.reception, key).items}
    assert (rows[ordinary].attendance.in_person, rows[ordinary].attendance.total) == (1, 5)
    assert (rows[change].attendance.in_person, rows[change].attendance.total) == (2, 10)
    choices = tuple((each, "yes") for each in ids[:2])
    assert records.do(meetings.record_named_votes, ordinary, choices).result.base_count == 1
    assert records.do(meetings.record_named_votes, change, choices).result.base_count == 10
    votes = [each.vote.yes for each in records.ask(meetings.meeting, key).motions]
    assert votes == [1, 2]
    with pytest.raises(meetings.HouseholdVotesOnce):
        records.do(meetings.record_named_votes, ordinary, ((ids[0], "yes"), (ids[1], "no")))


@pytest.mark.parametrize("to_chair", [True, False])
def test_a_proxy_without_a_name_goes_where_the_bylaws_say(records: Records, to_chair: bool) -> None:
    settled(records, 6, blank_proxy_to_chair=to_chair)
    key, motion = planned(records, "清掃")
    filled(records, key, came=2, proxies=1, to_chair=False)
    found = records.ask(meetings.reception, key)
    assert found.attendance.present == 3
    assert found.void[0].why == ("unnamed to_chair" if to_chair else "unnamed")
    assert records.ask(meetings.paper_count, motion).chair_proxies == int(to_chair)
    judged = records.do(meetings.record_ballot, motion, BallotRequest(hall=(2, 0, 0, 0))).result
    assert judged.base_count == (3 if to_chair else 2)


def test_a_notice_sent_too_late_warns_and_the_minutes_carry_its_day(records: Records) -> None:
    settled(records, 4)
    key, _motion = planned(records, "清掃")
    found = records.ask(meetings.notice_check, key, date(2026, 5, 13))
    assert (found.in_time, found.last, found.between) == (False, date(2026, 5, 11), 3)
    assert records.ask(meetings.notice_check, key, date(2026, 5, 11)).in_time
    records.do(meetings.record_notice, key, NoticeRequest(date(2026, 5, 13), "hand", 4))
    assert records.ask(meetings.meeting, key).notice_sent == date(2026, 5, 13)
    assert records.ask(meetings.notices, key)[0].count == 4


def test_a_motion_that_was_not_notified_is_recorded_and_warns(records: Records) -> None:
    settled(records, 4)
    key, first = planned(records, "清掃")
    records.do(meetings.record_notice, key, NoticeRequest(date(2026, 5, 10)))
    raised = records.do(meetings.add_motion, key, MotionRequest("動議")).result
    filled(records, key, came=4)
    assert records.ask(meetings.warnings_for, first) == ()
    assert "通知" in records.ask(meetings.warnings_for, raised)[0]
    records.do(meetings.record_ballot, raised, BallotRequest(unanimous=True))
    assert not records.ask(meetings.meeting, key).motion(raised).notified


def test_presence_is_per_item_and_the_quorum_is_checked_again(records: Records) -> None:
    settled(records, 4)
    key, one, two, three = planned(records, "一", "二", "三")
    ids = voter_ids(records, key)
    records.do(meetings.receive, ids[0])
    records.do(meetings.receive, ids[1], online=True)
    records.do(meetings.leave, ids[0], three)
    rows = {each.item_id: each.quorum for each in records.ask(meetings.reception, key).items}
    assert [rows[each].present for each in (one, two, three)] == [2, 2, 1]
    assert [rows[each].reached for each in (one, two, three)] == [True, True, False]
    assert "定足数" in records.ask(meetings.warnings_for, three)[0]
    found = records.ask(meetings.meeting, key)
    assert [(each.item, each.late) for each in found.moves] == [("三", False)]
    assert found.online == 1


@pytest.mark.parametrize("may", [True, False])
def test_the_writer_signs_only_where_the_bylaws_let_her(records: Records, may: bool) -> None:
    settled(records, 4, secretary_may_sign=may)
    key, motion = planned(records, "清掃", request=replace(REQUEST, signatories=("佐藤 勝", "𠮷田 はる")))
    filled(records, key, came=4)
    records.do(meetings.record_ballot, motion, BallotRequest(unanimous=True))
    assert records.ask(meetings.missing_for_adoption, key) == (() if may else ("書記とは別の署名人",))


def test_missing_signatories_are_listed_before_adopting(records: Records) -> None:
    settled(records, 4)
    key, motion = planned(records, "清掃", request=replace(REQUEST, signatories=("𠮷田 はる",)))
    filled(records, key, came=4)
    records.do(meetings.record_ballot, motion, BallotRequest(unanimous=True))
    assert records.ask(meetings.missing_for_adoption, key) == ("議事録署名人",)
    with pytest.raises(meetings.NotReadyToAdopt):
        records.do(meetings.adopt_minutes, key, date(2026, 5, 20))


def test_one_objection_to_deciding_on_paper_stops_it(records: Records) -> None:
    settled(records, 5, paper_resolution=True)
    key, motion = planned(records, "会費の変更", request=replace(REQUEST, way="method"))
    ids = voter_ids(records, key)
    for voter in ids[:4]:
        records.do(meetings.record_answer, AnswerRequest(voter, choices=((motion, "yes"),)))
    with pytest.raises(meetings.AnswersMissing):
        records.do(meetings.decide_on_paper, key)
    records.do(meetings.record_answer, AnswerRequest(ids[4], objects=True))
    found = records.ask(meetings.paper_resolution, key)
    assert (found.verdict.stopped, found.verdict.valid) == (True, False)
    assert "1人でも反対なら" in found.why
    with pytest.raises(meetings.StoppedByObjection):
        records.do(meetings.decide_on_paper, key)
    records.do(meetings.record_answer, AnswerRequest(ids[4], choices=((motion, "no"),)))
    assert records.do(meetings.decide_on_paper, key).result[0].carried


def test_agreeing_to_the_proposal_itself_needs_everybody(records: Records) -> None:
    settled(records, 3, paper_resolution=True)
    key, motion = planned(records, "会費の変更", request=replace(REQUEST, way="consent"))
    ids = voter_ids(records, key)
    for voter in ids:
        records.do(meetings.record_answer, AnswerRequest(voter, choices=((motion, "yes"),)))
    records.do(meetings.record_answer, AnswerRequest(ids[0], choices=((motion, "no"),)))
    assert records.ask(meetings.paper_resolution, key).verdict.stopped


def test_adopted_and_signed_minutes_never_change_and_a_correction_has_signers_of_its_own(records: Records) -> None:
    settled(records, 4)
    key, motion = planned(records, "清掃")
    filled(records, key, came=4)
    records.do(meetings.record_ballot, motion, BallotRequest(hall=(4, 0, 0, 0)))
    records.do(meetings.write_item, motion, "予算は12万円である。")
    records.do(meetings.adopt_minutes, key, date(2026, 5, 20))
    signers = ("長谷川 和代", "髙橋 悦郎", "𠮷田 はる")
    done = [records.do(meetings.sign_minutes, key, SignRequest(name, date(2026, 5, 21))).result for name in signers]
    assert done == [False, False, True]
    assert records.ask(meetings.meeting, key).state == "signed"
    with pytest.raises(meetings.AdoptedAlready):
        records.do(meetings.write_item, motion, "予算は13万円である。")
    records.do(meetings.reopen_minutes, key)
    records.do(meetings.write_item, motion, "予算は13万円である。")
    records.do(meetings.adopt_minutes, key, date(2026, 6, 1), "予算の額の誤り")
    records.do(meetings.sign_minutes, key, SignRequest(signers[0], date(2026, 6, 2)))
    second, first = records.ask(meetings.editions, key)
    assert (first.reason, second.reason) == ("", "予算の額の誤り")
    assert [each.day for each in first.signatures] == [date(2026, 5, 21)] * 3
    assert [each.day for each in second.signatures] == [date(2026, 6, 2), None, None]
    texts = [records.ask(meetings.adopted_minutes, key, edition).items[0].text for edition in (1, 2)]
    assert texts == ["予算は12万円である。", "予算は13万円である。"]
    (changed,) = [each for each in records.ask(meetings.compare, key, 1, 2) if each.changed]
    assert changed.heading == "第1号議案　清掃"
    assert meetings.word_changes(texts[0], texts[1]) == ((4, 5, 4, 5),)


def test_a_task_is_carried_through_meetings_until_it_is_closed_once(records: Records) -> None:
    settled(records, 4)
    key, _motion = planned(records, "清掃")
    action = records.do(meetings.add_action, key, ActionRequest("倉庫の鍵を作る", "佐藤", date(2026, 6, 30))).result
    later = []
    for month in (6, 8, 10):
        request = replace(REQUEST, title=f"{month}月臨時総会", starts=datetime(2026, month, 7, 10), ends=None)
        later.append(records.do(meetings.plan_meeting, replace(request, body="extraordinary")).result)
    with clock.stopped_at(datetime(2026, 6, 8, tzinfo=UTC)):
        (row,) = records.ask(meetings.carry_over, later[0]).actions
        assert (row.title, row.person, row.overdue, row.carried) == ("倉庫の鍵を作る", "佐藤", False, 1)
    with clock.stopped_at(datetime(2026, 10, 8, tzinfo=UTC)):
        (row,) = records.ask(meetings.carry_over, later[2]).actions
        assert (row.overdue, row.carried) == (True, 3)
        records.do(meetings.close_action, action, date(2026, 10, 7), later[2], "2本作った")
        with pytest.raises(meetings.ClosedAlready):
            records.do(meetings.close_action, action, date(2026, 10, 8), later[2])
        assert records.ask(meetings.actions) == ()
        assert records.ask(meetings.carry_over, later[2]).actions[0].closed_in == "10月臨時総会"
