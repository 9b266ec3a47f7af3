"""Which heading of a programme an account of the cash book goes to (費目の対応), and how that is known."""

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

NOT_COVERED = ""
"""In place of a heading: the programme does not pay for what stands under this account (対象外)."""


class Known(StrEnum):
    """How it is known where an account goes."""

    SET = "set"  # 設定
    BEFORE = "before"  # 前回の割り当てから
    NAME = "name"  # 同じ名前
    OPEN = "open"  # まだ


class Chosen(NamedTuple):
    """What somebody set: a heading, or that it is not covered, and what the heading was called then."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Goes:
    """Where an account goes; `heading` is None while nobody knows."""

    heading: str | None = None
    known: Known = Known.OPEN
    gone: str = ""
    """What was set before and this version of the programme does not have, as it was called then."""


def goes(chosen: Chosen | None, before: str | None, named: str | None, headings: Container[str]) -> Goes:
    """What was set comes first, then what was allocated last, then the heading of the same name."""
    if chosen is not None and (chosen.heading == NOT_COVERED or chosen.heading in headings):
        return Goes(chosen.heading, Known.SET)
    gone = chosen.words if chosen is not None else ""
    for heading, known in ((before, Known.BEFORE), (named, Known.NAME)):
        if heading is not None and heading in headings:
            return Goes(heading, known, gone)
    return Goes(gone=gone)
