"""Quorum and majorities against a reference that knows nothing of the program's, over random rules and counts."""

import os
import random
from fractions import Fraction

from kobe_desk.modules.meetings.rules import Attendance, Room, Vote, outcome, quorum

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
    if base == "cast" and yes == no and breaks:
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
