"""Whose turn it is (輪番): one after the other, from whoever served last, passing over who need not."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

K = TypeVar("K")


class Passed(StrEnum):
    """Why a household is passed over; empty: it is not."""

    NOT = ""
    EXEMPT = "exempt"
    SKIPPED = "skipped"
    AGED = "aged"


@dataclass(frozen=True, slots=True)
class Place(Generic[K]):
    """A household in the order, and why it is passed over, if it is."""

    key: K
    passed: Passed = Passed.NOT


def all_aged(ages: Sequence[int | None], limit: int | None) -> bool:
    """Whether everybody of a household has reached the age; an age nobody knows counts as younger."""
    return limit is not None and bool(ages) and all(age is not None and age >= limit for age in ages)


def turns_after(places: Sequence[Place[K]], last: K | None) -> tuple[K, ...]:
    """Who follows, in the order of the turns: the first of them is proposed. Whoever served last comes at the end."""
    at = next((number for number, each in enumerate(places) if each.key == last), -1)
    around = (*places[at + 1 :], *places[: at + 1])
    return tuple(each.key for each in around if not each.passed)
