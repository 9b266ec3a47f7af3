"""Quorum and votes, as associations live by them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobe_desk.modules.meetings.rules import (
    Attendance,
    MoreCameThanThereAre,
    MoreVotesThanPresent,
    Room,
    RuleUnreadable,
    Share,
    Vote,
    last_day_of_notice,
    outcome,
    quorum,
)

HALF, MOST = "at_least 1/2", "more_than 1/2"


def test_writing_and_proxy_count_as_present() -> None:
    found = quorum(HALF, Attendance(120, 31, 12, 20))
    assert (found.present, found.reached, found.addition) == (63, True, "31＋12＋20＝63")
    assert found.comparison == "63×2＝126 ≧ 120×1"


def test_a_proxy_of_somebody_who_came_is_void_and_each_is_counted_once() -> None:
    found = quorum(HALF, Attendance(120, 31, 12, 20, void_proxy=3))
    assert (found.present, found.addition) == (60, "31＋12＋17＝60")


def test_more_than_half_and_half_or_more_are_two_rules() -> None:
    exactly_half = Attendance(120, 60)
    assert not quorum(MOST, exactly_half).reached
    assert quorum(HALF, exactly_half).reached
    assert quorum(MOST, exactly_half).needed == 61


def test_papers_count_only_where_the_bylaws_say_so() -> None:
    assert not quorum(HALF, Attendance(120, 31, 12, 20), proxy_counts=False).reached


def test_two_thirds_passes_exactly_and_fails_on_another_base() -> None:
    vote = Vote(20, 10, 5)
    passed = outcome("at_least 2/3 of cast", vote, Room(35, 40))
    assert (passed.carried, passed.comparison) == (True, "20×3＝60 ≧ 30×2")
    failed = outcome("at_least 2/3 of present", vote, Room(35, 40))
    assert (failed.carried, failed.base_count, failed.needed) == (False, 35, 24)


def test_three_quarters_of_all_is_not_three_quarters_of_the_voters() -> None:
    rule = "at_least 3/4 of all"
    assert outcome(rule, Vote(95, 5), Room(100, 120)).carried
    lost = outcome(rule, Vote(89, 11), Room(100, 120))
    assert (lost.carried, lost.comparison) == (False, "89×4＝356 ＜ 120×3")


@pytest.mark.parametrize(("says", "carried", "tie"), [(None, False, True), (True, True, False), (False, False, False)])
def test_a_tie_waits_for_the_chair(says: bool | None, carried: bool, tie: bool) -> None:
    found = outcome("more_than 1/2 of cast", Vote(15, 15, chair_says_yes=says), Room(30, 40))
    assert (found.carried, found.tie) == (carried, tie)


def test_a_tie_is_lost_where_the_chair_does_not_decide() -> None:
    found = outcome("more_than 1/2 of cast", Vote(15, 15), Room(30, 40, chair_breaks_ties=False))
    assert (found.carried, found.tie) == (False, False)


def test_a_member_with_an_interest_is_left_out_of_the_base() -> None:
    found = outcome("more_than 1/2 of present", Vote(10, 9, excluded=1), Room(20, 40))
    assert (found.base_count, found.carried) == (19, True)


def test_no_objection_carries_but_a_share_of_all_is_still_counted() -> None:
    unanimous = Vote(0, 0, unanimous=True)
    assert outcome("more_than 1/2 of cast", unanimous, Room(63, 120)).carried
    assert not outcome("at_least 3/4 of all", unanimous, Room(63, 120)).carried


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(MoreCameThanThereAre):
        Attendance(10, 11)
    with pytest.raises(MoreVotesThanPresent):
        outcome("more_than 1/2 of cast", Vote(30, 1), Room(30, 40))


@pytest.mark.parametrize("rule", ["", "half", "more_than 3/2", "at_least 1/0 of cast", "at_least 0/3"])
def test_an_unreadable_rule_is_refused(rule: str) -> None:
    with pytest.raises(RuleUnreadable):
        Share.parse(rule)


def test_neither_the_day_of_sending_nor_of_the_meeting_counts() -> None:
    assert last_day_of_notice(date(2026, 5, 17), 5) == date(2026, 5, 11)


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 6), st.integers(1, 6), st.booleans())
def test_needed_is_the_smallest_count_that_is_enough(
    total: int, count: int, one: int, other: int, strict: bool
) -> None:
    share = Share(min(one, other), max(one, other), strict)
    assert share.reached(count, total) == (count >= share.needed(total))


def test_half_of_those_present_is_a_tie_too_but_a_greater_share_is_lost() -> None:
    assert outcome("more_than 1/2 of present", Vote(15, 15), Room(30, 40)).tie
    assert not outcome("more_than 1/2 of present", Vote(14, 14, 2), Room(30, 40)).tie
    found = outcome("at_least 2/3 of cast", Vote(15, 15), Room(30, 40))
    assert (found.tie, found.carried) == (False, False)
