"""The guard against paying one cost twice (二重の助成): which lines are one cost, and whether their shares are stated.

The same for programmes answered together and for applications begun apart: a line is compared with every line of
another application. Of each pair that may be one cost somebody says once whether it is, or how much the whole costs of
which each has a part. One and the same quote is one cost whatever is said.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.names import fold
from kobe_desk.core.text import N_, _

ELSEWHERE = -1
"""The place of a line of an application that is not looked at here."""
Ref = tuple[str, str]
"""An application, and the key of a line of it."""


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of a budget: of which application, where it stands, what it is for and what of it counts."""

    member: int
    table: str
    label: str
    yen: int
    eligible: int
    booking: str = ""
    application: str = ""
    title: str = ""
    """The application by name."""
    row: str = ""
    place: int = 0
    """Which line of its table it is, from 1."""
    heading: str = ""
    """What it is under (科目), in words: headings of two programmes have no other name in common."""
    product: tuple[int, ...] = ()
    """Unit price, quantity and times, where they are written."""
    files: frozenset[str] = frozenset()
    """Fingerprints of the papers put to it (見積書)."""
    far: bool = False
    """Of another year and another time: only a paper can be the same."""

    @property
    def ref(self) -> Ref:
        return self.application, self.row

    @property
    def whose(self) -> tuple[int, str]:
        return self.member, self.application

    @property
    def words(self) -> str:
        """What it is for; however it is typed."""
        return fold(self.label)

    @property
    def mark(self) -> str:
        """As a bundle called it that was looked at before pairs were told apart."""
        return f"booking:{self.booking}" if self.booking else f"{self.words}:{self.yen}"

    @property
    def is_whole(self) -> bool:
        """All of it is asked for."""
        return self.eligible == self.yen

    def said(self) -> str:
        """The application, the line and the amount."""
        words = _("“{title}”, line {place}, “{cost}” ({yen})")
        return words.format(title=self.title, place=self.place, cost=self.label, yen=yen(self.yen))


class Same(StrEnum):
    """Why two lines are, or may be, one cost; the first that holds."""

    FILE = "file"  # 同じ見積書・領収書
    BOOKING = "booking"  # 同じ施設予約
    WORDS = "words"  # 同じ品名で、同じ科目か同じ金額


class Found(StrEnum):
    """What the guard has against some lines."""

    FILE = "file"  # 同じ書類を2つの申請につかっている
    WHOLE = "whole"  # 同じ費用の全額を、2つの申請が求めている
    LIKE = "like"  # 同じ費用かもしれない: 答えがいる
    OVER = "over"  # 分け合った額の合計が、全体の費用を超えている


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody said of two lines: another cost (別の費用), or one cost of `whole` yen that is shared."""

    one: Ref
    other: Ref
    whole: int | None = None
    reason: str = ""

    @property
    def pair(self) -> frozenset[Ref]:
        return frozenset({self.one, self.other})


_SAID = {
    Found.FILE: N_("The same paper is put to {lines}. Two grants cannot pay for one paper: say how the cost is shared, "
                   "or exchange the paper."),
    Found.WHOLE: N_("{lines} are one cost, and each asks for all of it. One cost cannot be paid twice."),
    Found.LIKE: N_("{lines} may be one cost. Please say whether they are."),
    Found.OVER: N_("{lines} share one cost of {whole}, and together come to {sum}. Please lower one of them."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Twice:
    """Lines of two applications or more that are one cost, or may be."""

    found: Found
    lines: tuple[CostLine, ...]
    whole: int | None = None
    """What the shared cost comes to, where somebody said so."""

    @property
    def label(self) -> str:
        return self.lines[0].label

    @property
    def is_error(self) -> bool:
        return self.found is not Found.LIKE

    @property
    def may_differ(self) -> bool:
        """Whether it can be said that they are other costs."""
        return self.found in (Found.WHOLE, Found.LIKE)

    @property
    def sum(self) -> int:
        return sum(each.eligible for each in self.lines)

    @property
    def pairs(self) -> tuple[tuple[Ref, Ref], ...]:
        """Each line with each of another application: what is said, is said of all of them."""
        pairs = combinations(self.lines, 2)
        return tuple((one.ref, other.ref) for one, other in pairs if one.whose != other.whose)

    def said(self) -> str:
        """In one sentence: which applications, lines and amounts."""
        lines = _(" and ").join(each.said() for each in self.lines)
        whole = "" if self.whole is None else yen(self.whole)
        return _(_SAID[self.found]).format(lines=lines, whole=whole, sum=yen(self.sum))


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of two lines, as long as they look the same."""

    lines: tuple[CostLine, CostLine]
    answer: Answered

    @property
    def pairs(self) -> tuple[tuple[Ref, Ref], ...]:
        return ((self.answer.one, self.answer.other),)

    def said(self) -> str:
        lines = _(" and ").join(each.said() for each in self.lines)
        if self.answer.whole is not None:
            return _("{lines} share one cost of {whole}.").format(lines=lines, whole=yen(self.answer.whole))
        return _("{lines} are other costs: {reason}").format(lines=lines, reason=self.answer.reason)


def told(lines: Sequence[CostLine], answers: Iterable[Answered]) -> tuple[Told, ...]:
    """What was said of the lines that are looked at here."""
    known = {each.pair: each for each in answers}
    pairs = ((one, other, known.get(frozenset({one.ref, other.ref}))) for one, other in _pairs(lines))
    return tuple(
        Told((one, other), answer)
        for one, other, answer in pairs
        if answer is not None and max(one.member, other.member) != ELSEWHERE and sameness(one, other)
    )


def sameness(one: CostLine, other: CostLine) -> Same | None:
    """Whether two lines are, or may be, one cost: by a paper, by a use of a room, else by what they are called.

    The same words are one cost under the same heading, or with the same amount and the same price and quantity; words
    that only repeat the heading say nothing by themselves.
    """
    if one.files & other.files:
        return Same.FILE
    if one.far or other.far:
        return None
    if one.booking and other.booking:
        return Same.BOOKING if one.booking == other.booking else None
    if one.words != other.words:
        return None
    heading = fold(one.heading) == fold(other.heading) != one.words
    products = one.product == other.product or not (one.product and other.product)
    return Same.WORDS if heading or (one.yen == other.yen and products) else None


def twice(
    lines: Sequence[CostLine], answers: Iterable[Answered] = (), different: Collection[str] = ()
) -> tuple[Twice, ...]:
    """What stands against these lines, those `ELSEWHERE` only where one of the others is among them.

    `different` names marks of a bundle that were looked at: they are other costs.
    """
    known = {each.pair: each for each in answers}
    open_pairs: list[tuple[CostLine, CostLine]] = []
    shared: list[tuple[CostLine, CostLine]] = []
    for one, other in _pairs(lines):
        same, said = sameness(one, other), known.get(frozenset({one.ref, other.ref}))
        if same and said is not None and said.whole is not None:
            shared.append((one, other))
        elif same and _is_open(one, other, same, said, different):
            open_pairs.append((one, other))
    found = [_of(group, open_pairs) for group in _groups(open_pairs)]
    return (*found, *_over(shared, known))


def _is_open(
    one: CostLine, other: CostLine, same: Same, said: Answered | None, different: Collection[str]
) -> bool:  # fmt: skip
    if one.member == other.member == ELSEWHERE:
        return False
    told = said is not None or (one.mark == other.mark and one.mark in different)
    return same is Same.FILE or not told


def _pairs(lines: Sequence[CostLine]) -> Iterator[tuple[CostLine, CostLine]]:
    """Lines of two applications that have something in common, one of them looked at here or both elsewhere."""
    by: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(lines):
        for key in {f"words:{each.words}", *(f"file:{file}" for file in each.files), f"booking:{each.booking}"}:
            by[key].append(at)
    by.pop("booking:", None)
    pairs = {pair for same in by.values() for pair in combinations(same, 2)}
    for first, second in sorted(pairs):
        one, other = lines[first], lines[second]
        if one.whose != other.whose:
            yield one, other


def _groups(pairs: Iterable[tuple[CostLine, CostLine]]) -> list[tuple[CostLine, ...]]:
    """Lines that hang together by these pairs, where one of them is looked at here; in the order of the lines."""
    near: dict[CostLine, list[CostLine]] = {}
    for one, other in pairs:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    seen: set[CostLine] = set()
    found = []
    for each in near:
        if each in seen:
            continue
        group, waiting = [], [each]
        seen.add(each)
        while waiting:
            now = waiting.pop(0)
            group.append(now)
            fresh = [line for line in near[now] if line not in seen]
            seen.update(fresh)
            waiting += fresh
        if any(line.member != ELSEWHERE for line in group):
            found.append(tuple(sorted(group, key=lambda line: (line.member == ELSEWHERE, line.member, line.place))))
    return found


def _of(group: tuple[CostLine, ...], pairs: Sequence[tuple[CostLine, CostLine]]) -> Twice:
    mine = [(one, other) for one, other in pairs if one in group]
    if any(sameness(one, other) is Same.FILE for one, other in mine):
        return Twice(Found.FILE, group)
    whole = any(one.yen == other.yen and one.is_whole and other.is_whole for one, other in mine)
    return Twice(Found.WHOLE if whole else Found.LIKE, group)


def _over(
    shared: Sequence[tuple[CostLine, CostLine]], known: Mapping[frozenset[Ref], Answered]
) -> Iterator[Twice]:  # fmt: skip
    """Shared costs whose shares come to more than the cost."""
    for group in _groups(shared):
        wholes = [known[frozenset({one.ref, other.ref})].whole for one, other in shared if one in group]
        whole = min(each for each in wholes if each is not None)
        found = Twice(Found.OVER, group, whole)
        if found.sum > whole:
            yield found
