"""What letters of several stages say alike: what goes with them."""

from collections.abc import Iterator

from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.paper.letter import Item


def enclosed(later: Later, *ours: tuple[str, bool]) -> Iterator[Item]:
    """添付書類, where there are any."""
    if named := ticks(later, *ours):
        yield Item("添付書類", ticks=named)


def ticks(later: Later, *ours: tuple[str, bool]) -> tuple[tuple[str, bool], ...]:
    """添付書類, and whether each is there: papers of ours, then what the office wants, then what else was enclosed.

    One of ours that the office names is told there; one that is not there is not told beside an enclosed one of that
    name: 清掃の写真 is 写真.
    """
    named = [label for label, _there in later.wanted]
    mine = (each for each in ours if not any(each[0] in label for label in named))
    asked = (*mine, *later.wanted)
    told = (each for each in asked if each[1] or not any(each[0] in title for title in later.enclosed))
    return (*told, *((each, True) for each in later.enclosed))
