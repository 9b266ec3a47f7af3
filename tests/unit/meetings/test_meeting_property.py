"""Quorum and majorities against a reference that knows nothing of the program's, over random rules and counts."""

import os
import random
from fractions import Fraction
from uuid import uuid4

from kobe_desk.modules.meetings.rules import Attendance, Room, Vote, outcome, quorum
from kobe_desk.modules.meetings.rules.reception import Paper, PaperKind, PaperRules, Voter, stand

HOMES = [uuid4() for _ in range(5)]
ROUNDS = int(os.environ.get("KOBE_DESK_ROUNDS", "4000"))  # 100000 in the long lane


def reference_quorum(strict, share, total, came, writing, proxy, writing_counts, proxy_counts):
    present = came + (writing if writing_counts else 0) + (proxy if proxy_counts else 0)
    if total == 0:
        return False
    part = Fraction(present, total)
    return part > share if strict else part >= share


def reference_vote(strict, share, base, yes, no, abstain, invalid, out, out_here, present, total, apart, breaks, chair):
    of = {"cast": yes + no, "present": present - out_here - apart, "all": total - out}[base]
    if of == 0:
        return "lost"
    part = Fraction(yes, of)
    if part > share or (not strict and part == share):
        return "carried"
    level = yes == no and (base == "cast" or yes + no == of)
    if level and strict and share == Fraction(1, 2) and breaks:
        return "open" if chair is None else "carried" if chair else "lost"
    return "lost"


def test_quorum_and_majorities_agree_with_the_reference() -> None:
    dice = random.Random(20260517)
    for _round in range(ROUNDS):
        below = dice.randint(1, 6)
        above = dice.randint(1, below)
        strict, share = dice.random() < 0.5, Fraction(above, below)
        word = f"{'more_than' if strict else 'at_least'} {above}/{below}"
        total = dice.randint(1, 400)
        came, writing, proxy = (dice.randint(0, total // 3) for _ in range(3))
        counts = dice.random() < 0.7, dice.random() < 0.7
        found = quorum(word, Attendance(total, came, writing, proxy), writing_counts=counts[0], proxy_counts=counts[1])
        assert found.reached is reference_quorum(strict, share, total, came, writing, proxy, *counts), (word, found)
        present = came + writing + proxy
        apart = dice.randint(0, 1) if came else 0
        out = dice.randint(0, min(3, total))
        out_here = dice.randint(0, min(out, max(present - apart, 0)))
        room = max(present - apart - out_here, 0)
        yes = dice.choice((dice.randint(0, room), room // 2))
        no = min(dice.choice((dice.randint(0, room), yes)), room - yes)
        abstain = dice.randint(0, room - yes - no)
        chair, breaks, base = (
            dice.choice((None, True, False)),
            dice.random() < 0.7,
            dice.choice(("cast", "present", "all")),
        )
        vote = Vote(yes, no, abstain, 0, out, chair_says_yes=chair, excluded_present=out_here)
        judged = outcome(f"{word} of {base}", vote, Room(present, total, 0, apart, breaks))
        said = "open" if judged.tie else "carried" if judged.carried else "lost"
        args = (strict, share, base, yes, no, abstain, 0, out, out_here, present, total, apart, breaks, chair)
        assert said == reference_vote(*args), (word, base, vote, judged)


def test_every_voter_is_counted_once_whatever_came_in() -> None:
    """Random halls, papers and bylaws: a voter, or a household, is present in one way at most."""
    dice = random.Random(7)
    for _round in range(ROUNDS // 10):
        voters = [Voter(uuid4(), dice.choice(HOMES)) for _ in range(dice.randint(1, 12))]
        ids = [each.id for each in voters]
        came = {each for each in ids if dice.random() < 0.4}
        present = {each for each in came if dice.random() < 0.8}
        papers = [
            Paper(uuid4(), dice.choice(ids), dice.choice(list(PaperKind)), dice.choice([*ids, None]),
                  dice.choice(("", "家族")), dice.random() < 0.5, dice.random() < 0.3)
            for _ in range(dice.randint(0, 14))
        ]  # fmt: skip
        rules = PaperRules(dice.random() < 0.5, dice.random() < 0.5, dice.random() < 0.5,
                           dice.choice(("anyone", "member", "household")), dice.randint(0, 2),
                           dice.choice(("writing", "later", "none")))  # fmt: skip
        by_household = dice.random() < 0.5
        found = stand(voters, papers, came, present, rules, by_household)
        homes = {each.id: each.household if by_household else each.id for each in voters}
        valid = [each for each in found.papers if each.valid]
        counted = [homes[each.paper.voter] for each in valid] + list({homes[each] for each in present})
        assert len(counted) == len(set(counted)) == found.attendance.present
        assert found.attendance.total == len(set(homes.values()))
        assert not any(each.paper.voter in came for each in valid)
        assert len(found.papers) == len(papers)
        assert all(each.valid or each.why for each in found.papers)
        votes = sum(each.votes for each in valid if each.paper.kind is PaperKind.PROXY)
        assert sum(found.holders.values()) == votes
        assert all(holder is None or holder in present or holder in ids for holder in found.holders)
        if rules.limit:
            named = [count for holder, count in found.holders.items() if holder in present]
            assert all(count <= rules.limit for count in named)
