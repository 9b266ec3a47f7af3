"""What is done around a vote: reception, elections, the register, search, tasks in the minutes, public copies."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest
from support.meetings import REQUEST, filled, planned, settled, voter_ids

from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import OfficeRow
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.rules.masking import MaskRule, masked
from kobe_desk.modules.meetings.rules.slips import SlipMistyped, read_number, written
from kobe_desk.modules.meetings.usecases import (
    BallotRequest,
    BodyRequest,
    Candidate,
    ElectionRequest,
    ItemRequest,
    MotionRequest,
    SlipRequest,
)
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import AreaRequest, HouseholdRequest, PeopleFilter, PersonRequest


def test_a_wrong_figure_or_two_exchanged_are_noticed() -> None:
    for number in (1, 1047, 3047, 12003, 99999):
        figures = written(number).replace("-", "")
        assert read_number(figures) == number
        for place, figure in enumerate(figures):
            for other in set("0123456789") - {figure}:
                with pytest.raises(SlipMistyped):
                    read_number(figures[:place] + other + figures[place + 1 :])
        for place in range(len(figures) - 1):
            exchanged = figures[:place] + figures[place + 1] + figures[place] + figures[place + 2 :]
            if exchanged != figures:
                with pytest.raises(SlipMistyped):
                    read_number(exchanged)


def test_voters_are_found_by_kana_name_and_slip_number(records: Records) -> None:
    settled(records, 6)
    key, _motion = planned(records, "清掃")
    row = records.ask(meetings.voters, key)[3]
    for words in (row.number, row.number.replace("-", ""), "ｶｲｲﾝ" + row.kana[-3:], row.name.partition(" ")[0]):
        assert row.id in [each.voter.id for each in records.ask(meetings.find_voters, key, words)]
    with pytest.raises(SlipMistyped):
        records.ask(meetings.find_voters, key, row.number[:-1] + str((int(row.number[-1]) + 1) % 10))


def test_slip_numbers_begin_with_the_area(records: Records) -> None:
    settled(records, 7)
    key, _motion = planned(records, "清掃")
    assert [each.number[:5] for each in records.ask(meetings.voters, key)] == [
        "01001", "01002", "01003", "02001", "02002", "03001", "03002",
    ]  # fmt: skip


def test_groups_of_one_name_in_two_blocks_are_two_lists_of_voters(records: Records) -> None:
    settled(records, 0)
    for block, homes in (("第2ブロック", 2), ("第3ブロック", 1)):
        parent = records.do(members.add_area, AreaRequest(block)).result
        inner = records.do(members.add_area, AreaRequest("7班", parent)).result
        for house in range(1, homes + 1):
            home = HouseholdRequest(inner, str(house))
            records.do(members.add_household, home, (PersonRequest(f"会員 {block}{house}", head=True),))
    key, _motion = planned(records, "清掃")
    rows = records.ask(meetings.voters, key)
    assert [each.area for each in rows] == ["第2ブロック　7班", "第2ブロック　7班", "第3ブロック　7班"]
    assert [each.number[:5] for each in rows] == ["01001", "01002", "02001"]


def test_the_list_stays_once_somebody_was_received(records: Records) -> None:
    settled(records, 3)
    key, _motion = planned(records, "清掃")
    assert records.do(meetings.list_voters, key).result == 3
    records.do(meetings.receive, voter_ids(records, key)[0])
    with pytest.raises(meetings.RegisterClosed):
        records.do(meetings.list_voters, key)
    with pytest.raises(meetings.HereAlready):
        records.do(meetings.receive, voter_ids(records, key)[0])


def test_a_reception_taken_back_lets_the_papers_count_again(records: Records) -> None:
    settled(records, 4)
    key, _motion = planned(records, "清掃")
    (voter, *_rest) = filled(records, key, writing=1)
    presence = records.do(meetings.receive, voter).result
    assert records.ask(meetings.reception, key).attendance.valid_writing == 0
    assert "無効" in records.ask(meetings.reception, key).entries[0].note
    records.do(meetings.withdraw_presence, presence)
    assert records.ask(meetings.reception, key).attendance.valid_writing == 1
    records.undo()
    assert records.ask(meetings.reception, key).attendance.in_person == 1


def test_two_papers_of_one_voter_count_once(records: Records) -> None:
    settled(records, 4)
    key, motion = planned(records, "清掃")
    voter = voter_ids(records, key)[0]
    for choice in ("no", "yes"):
        records.do(meetings.receive_slip, SlipRequest(voter, "writing", choices=((motion, choice),)))
    records.do(meetings.receive_slip, SlipRequest(voter, "proxy", to_chair=True))
    found = records.ask(meetings.reception, key)
    assert (found.attendance.present, found.attendance.void_writing, found.attendance.void_proxy) == (1, 1, 1)
    assert {each.why for each in found.void} == {"double", "both"}
    assert records.ask(meetings.paper_count, motion).writing == (1, 0, 0, 0)


def test_a_result_is_frozen_with_the_list_of_the_entitled(records: Records) -> None:
    settled(records, 6)
    key, motion = planned(records, "清掃")
    filled(records, key, came=3, writing=1, proxies=1, choice="yes")
    records.do(meetings.record_ballot, motion, BallotRequest("secret", (2, 1, 0, 0), counters=("甲", "乙")))
    before = records.ask(meetings.meeting, key).motions[0]
    assert (before.vote.yes, before.ballot.writing, before.ballot.chair_proxies) == (4, (1, 0, 0, 0), 1)
    assert (before.ballot.entitled, len(before.ballot.digest), before.method) == (6, 64, "secret")
    records.do(meetings.receive, voter_ids(records, key)[5])  # who comes later changes nothing
    assert records.ask(meetings.meeting, key).motions[0] == before


def office(records: Records) -> OfficeRow:
    """会長, which comes with the profile."""
    return next(each for each in records.ask(association.offices) if each.kind == "chair")


def test_an_election_writes_terms_into_the_roster_after_confirmation(records: Records) -> None:
    settled(records, 4)
    key, _other = planned(records, "清掃")
    motion = records.do(meetings.add_motion, key, MotionRequest("会長の選任", matter="election")).result
    filled(records, key, came=4)
    one, other = records.ask(members.people, PeopleFilter()).rows[:2]
    candidates = (Candidate(one.name, 2, one.id), Candidate(other.name, 2, other.id))
    request = ElectionRequest(1, candidates, office(records).id, date(2026, 6, 1), date(2028, 5, 31))
    assert not any(each.elected for each in records.do(meetings.record_election, motion, request).result)
    with pytest.raises(meetings.NoElection):
        records.do(meetings.confirm_election, motion)
    records.do(meetings.record_election, motion, replace(request, drawn=(1,)))
    assert records.ask(meetings.meeting, key).motion(motion).carried
    assert records.ask(members.officers_on, date(2026, 6, 1)) == ()
    records.do(meetings.confirm_election, motion)
    (term,) = records.ask(members.officers_on, date(2026, 6, 1))
    assert (term.name, term.end) == (other.name, date(2028, 5, 31))
    with pytest.raises(meetings.ConfirmedAlready):
        records.do(meetings.confirm_election, motion)
    records.undo()
    assert records.ask(members.officers_on, date(2026, 6, 1)) == ()


def test_more_candidates_than_places_are_not_elected_without_counting(records: Records) -> None:
    settled(records, 4)
    _key, motion = planned(records, "選任", matter="election")
    with pytest.raises(meetings.TooManyCandidates):
        records.do(
            meetings.record_election, motion, ElectionRequest(1, (Candidate("甲"), Candidate("乙")), acclaim=True)
        )


def test_the_agenda_is_a_tree_with_numbers_and_times(records: Records) -> None:
    settled(records, 2)
    key = records.do(meetings.plan_meeting, REQUEST).result
    records.do(meetings.add_item, key, ItemRequest("開会", "opening", planned=10))
    motion = records.do(meetings.add_motion, key, MotionRequest("予算", planned=20)).result
    records.do(meetings.add_item, key, ItemRequest("会館の使い方", planned=5))
    records.do(meetings.add_item, key, ItemRequest("内訳", parent_id=motion))
    rows = records.ask(meetings.meeting, key).items
    assert [(each.depth, each.heading, f"{each.at:%H:%M}") for each in rows] == [
        (0, "開会", "10:00"), (0, "第1号議案　予算", "10:10"), (1, "報告事項1　内訳", "10:30"),
        (0, "報告事項2　会館の使い方", "10:30"),
    ]  # fmt: skip
    records.do(meetings.order_items, key, (rows[3].id, rows[0].id, motion))
    assert [each.title for each in records.ask(meetings.meeting, key).items] == ["会館の使い方", "開会", "予算", "内訳"]
    records.do(meetings.remove_motion, motion)
    assert [each.title for each in records.ask(meetings.meeting, key).items] == ["会館の使い方", "開会"]
    records.undo()
    assert len(records.ask(meetings.meeting, key).items) == 4
    records.do(meetings.remove_meeting, key)
    assert records.ask(meetings.meetings) == ()


def test_minutes_of_all_years_are_searched_by_two_kanji_and_variants(records: Records) -> None:
    settled(records, 2)
    for year, text in (
        (2024, "三宮の会場を借りた。"),
        (2025, "会費を月300円とする。髙橋が説明した。"),
        (2026, "何もない。"),
    ):
        request = replace(REQUEST, title=f"{year}年総会", starts=datetime(year, 5, 1, 10), ends=None)
        key = records.do(meetings.plan_meeting, request).result
        motion = records.do(meetings.add_motion, key, MotionRequest("議案")).result
        records.do(meetings.write_item, motion, text)
    found = records.ask(meetings.find_in_minutes, "三宮")
    assert (found.total, found.hits[0].meeting) == (1, "2024年総会")
    ((start, end),) = found.hits[0].marks
    assert found.hits[0].excerpt[start:end] == "三宮"
    assert records.ask(meetings.find_in_minutes, "会費 高橋").hits[0].meeting == "2025年総会"
    assert records.ask(meetings.find_in_minutes, "総会").total == 3
    assert records.ask(meetings.find_in_minutes, '"*').total == 0
    records.do(meetings.write_item, motion, "三宮に決めた。")
    assert records.ask(meetings.find_in_minutes, "三宮").total == 2
    records.undo()
    assert records.ask(meetings.find_in_minutes, "三宮").total == 1


def test_the_register_keeps_lost_motions_and_their_numbers(records: Records) -> None:
    settled(records, 4)
    key, one, two = planned(records, "会費の改定", "備品")
    filled(records, key, came=4)
    records.do(meetings.record_ballot, one, BallotRequest(hall=(1, 3, 0, 0)))
    records.do(meetings.remove_motion, two)
    records.do(meetings.add_motion, key, MotionRequest("清掃"))
    (row,) = records.ask(meetings.resolution_register, "会費")
    assert (row.number, row.carried, row.adopted, row.outcome.comparison) == ("R8-総-01", False, False, "1×2＝2 ≦ 4×1")
    assert [each.number for each in records.ask(meetings.meeting, key).motions] == ["R8-総-01", "R8-総-03"]
    assert records.ask(meetings.resolution_register, "会費", "board") == ()
    assert records.ask(meetings.resolution_register, '"') == ()


def test_tasks_written_in_the_minutes_become_tasks(records: Records) -> None:
    settled(records, 2)
    key, motion = planned(records, "倉庫")
    records.do(
        meetings.write_item,
        motion,
        "【決定】鍵を作る。\n【宿題】倉庫の鍵を作る（佐藤、6月30日まで）\n【宿題】見積りをとる",
    )
    found = {each.title: each for each in records.ask(meetings.actions)}
    assert (found["倉庫の鍵を作る"].person, found["倉庫の鍵を作る"].due) == ("佐藤", date(2026, 6, 30))
    records.do(meetings.write_item, motion, "【宿題】倉庫の鍵を作る（鈴木、7月1日）")
    (row,) = records.ask(meetings.actions)
    assert (row.title, row.person, row.due) == ("倉庫の鍵を作る", "鈴木", date(2026, 7, 1))


def test_a_section_has_a_mark_and_rules_like_the_board(records: Records) -> None:
    settled(records, 2)
    records.do(meetings.take_ready_made, "neighbourhood", date(2020, 4, 1))
    body = records.do(meetings.add_body, BodyRequest("防災部会", "防")).result
    with pytest.raises(meetings.BodyKnown):
        records.do(meetings.add_body, BodyRequest("防火部会", "防"))
    key = records.do(meetings.plan_meeting, replace(REQUEST, body=body)).result
    records.do(meetings.add_motion, key, MotionRequest("訓練"))
    row = records.ask(meetings.meeting, key)
    assert (row.motions[0].number, row.body_name, row.rules.signatories) == ("R8-防-01", "防災部会", 1)
    assert records.ask(meetings.rules_for, "extraordinary", date(2026, 5, 1)).notice_days == 7


@pytest.mark.parametrize("name", meetings.READY_MADE)
def test_every_ready_made_rule_is_a_sentence(name: str) -> None:
    for rules in meetings.READY_MADE[name]:
        said = meetings.sentences(rules)
        assert len(said) == (15 if rules.body == "general" else 11)
        assert all(each.text.endswith("。") and "{" not in each.text for each in said)


def test_a_public_copy_hides_names_addresses_and_numbers() -> None:
    text = "髙橋が、みなと台三丁目2番1号の件（078-000-0001、a@example.jp）を説明した。会長の西村　修が答えた。"
    said = masked(text, ["髙橋　和彦", "西村　修"], MaskRule(kept=frozenset({"西村　修"})))
    assert "髙橋" not in said and "078" not in said and "example" not in said and "2番1号" not in said
    assert "西村　修が答えた" in said


def test_a_public_copy_of_adopted_minutes_is_masked_in_the_data(records: Records) -> None:
    settled(records, 4)
    key, motion = planned(records, "清掃")
    ids = filled(records, key, came=3, proxies=1)
    records.do(meetings.receive, ids[3])
    records.do(meetings.leave_out, motion, (ids[0],))
    records.do(meetings.record_ballot, motion, BallotRequest(hall=(2, 0, 0, 0)))
    records.do(meetings.write_item, motion, "会員000 甲が質問した。")
    records.do(meetings.adopt_minutes, key, date(2026, 5, 20))
    row = records.ask(meetings.public_copy, key)
    assert "会員0" not in str(row)
    assert row.chair == "■■■■■"
    assert row.attendance == records.ask(meetings.adopted_minutes, key).attendance


def test_a_body_of_officers_is_their_list(records: Records) -> None:
    settled(records, 4)
    person = records.ask(members.people, PeopleFilter()).rows[0]
    records.do(members.assign_office, members.TermRequest(person.id, office(records).id, date(2026, 4, 1)))
    key: UUID = records.do(meetings.plan_meeting, replace(REQUEST, body="board")).result
    records.do(meetings.list_voters, key)
    assert [each.name for each in records.ask(meetings.voters, key)] == [person.name]


def test_what_was_done_is_taken_back_whole(records: Records) -> None:
    settled(records, 6)
    key = records.do(meetings.plan_meeting, REQUEST).result
    records.do(meetings.list_voters, key)
    records.undo()
    assert records.ask(meetings.voters, key) == ()
    records.redo()
    assert len(records.ask(meetings.voters, key)) == 6
    ids = voter_ids(records, key)
    records.do(meetings.receive_all, tuple((each, datetime(2026, 5, 17, 9, 40)) for each in ids[:3]))
    records.do(meetings.receive_slips, (SlipRequest(ids[4], "writing"), SlipRequest(ids[5], "proxy", to_chair=True)))
    assert records.ask(meetings.meeting, key).quorum.addition == "3＋1＋1＝5"
    records.undo()
    records.undo()
    assert records.ask(meetings.meeting, key).quorum.present == 0
    records.do(meetings.remove_meeting, key)
    assert records.ask(meetings.meetings) == ()
    records.undo()
    assert len(records.ask(meetings.voters, key)) == 6


def test_a_number_is_not_used_again_after_a_motion_was_taken_over(records: Records) -> None:
    settled(records, 2)
    key, motion = planned(records, "倉庫")
    records.do(meetings.postpone_item, motion)
    later = records.do(meetings.plan_meeting, replace(REQUEST, starts=datetime(2026, 8, 1, 10), ends=None)).result
    (new,) = records.do(meetings.take_over, later, (motion,)).result
    assert records.ask(meetings.meeting, later).motion(new).number == "R8-総-02"
    assert records.ask(meetings.carry_over, later).points[0].taken
    records.undo()
    assert records.ask(meetings.meeting, later).motions == ()
    with pytest.raises(meetings.HasVotes):
        filled(records, key, came=2)
        records.do(meetings.record_ballot, motion, BallotRequest(unanimous=True))
        records.do(meetings.postpone_item, motion)


def test_nobody_objects_but_a_paper_does(records: Records) -> None:
    settled(records, 6)
    key, motion = planned(records, "清掃")
    filled(records, key, came=3, writing=1, proxies=1, choice="no")
    judged = records.do(meetings.record_ballot, motion, BallotRequest(unanimous=True)).result
    row = records.ask(meetings.meeting, key).motions[0]
    assert (row.vote.unanimous, row.vote.yes, row.vote.no, row.method) == (False, 4, 1, "acclaim")
    assert judged.comparison == "4×2＝8 ＞ 5×1"


def test_a_reader_sees_meetings_and_changes_nothing(records: Records, records_as) -> None:
    from kobe_desk.core.permission import NotAllowed, Role

    settled(records, 2)
    key, motion = planned(records, "清掃")
    reader = records_as(Role.READER)
    assert reader.ask(meetings.meeting, key).motions[0].id == motion
    with pytest.raises(NotAllowed):
        reader.do(meetings.write_item, motion, "書きかえ")


def test_the_chair_decides_only_where_the_votes_are_level(records: Records) -> None:
    settled(records, 6)
    key, motion = planned(records, "清掃")
    filled(records, key, came=5)
    records.do(meetings.record_ballot, motion, BallotRequest(hall=(1, 3, 1, 0), chair_says_yes=True))
    row = records.ask(meetings.meeting, key).motions[0]
    assert (row.carried, row.vote.chair_says_yes) == (False, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("三丁目2番1号の件", "■■■■■■■の件"),
        ("みなと台３丁目２－１", "みなと台■■■■■■"),
        ("12番地の3で", "■■■■■■で"),
        ("2-3-1 に集まる", "■■■■■ に集まる"),
        ("二丁目の公園で、1番目の議題（R8-総-03）を2026-05-17に話した", None),
        ("第16条の2、10-20人、賛成3-2", None),
        ("090-0000-0000へ", "■■■■■■■■■■■■■へ"),
    ],
)
def test_only_house_numbers_and_telephones_are_taken_for_such(text: str, said: str | None) -> None:
    assert masked(text, []) == (text if said is None else said)
