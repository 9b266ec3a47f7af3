"""Which papers count: written votes, electronic votes and proxies, beside who came in person (書面表決・委任状の有効).

Who comes in person voids his papers; each voter is counted once; a proxy counts with its holder, and every paper
that does not count says why.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from kobe_desk.modules.meetings.rules.counting import Attendance


class PaperKind(StrEnum):
    """What came in for an absent voter."""

    WRITING = "writing"  # 書面表決書
    ELECTRONIC = "electronic"  # 電子表決
    PROXY = "proxy"  # 委任状


class Why(StrEnum):
    """Why a paper is void, or counts only for the quorum."""

    CAME = "came"  # 本人が出席した
    HOUSEMATE = "housemate"  # 同じ世帯の人の分で数えた
    DOUBLE = "double"  # 同じ人の用紙が2通
    BOTH = "both"  # 書面表決書と委任状の両方
    NOT_ALLOWED = "not_allowed"  # 規約が認めていない
    HOLDER_ABSENT = "holder_absent"  # 受任者が出席していない
    OVER_LIMIT = "over_limit"  # 1人が受けられる数を超えた
    UNNAMED = "unnamed"  # 受任者の記載がない


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody entitled to vote, and the household the person belongs to."""

    id: UUID
    household: UUID | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in the order in which it was received. A proxy names a voter, somebody else, the chair, or nobody."""

    id: UUID
    voter: UUID
    kind: PaperKind
    holder: UUID | None = None
    holder_name: str = ""
    """A holder who has no vote himself (家族など)."""
    holder_came: bool = True
    """Whether such a holder came."""
    to_chair: bool = False
    """議長一任 was ticked."""


@dataclass(frozen=True, slots=True)
class PaperRules:
    """What the bylaws say of papers."""

    electronic: bool = False
    unnamed_to_chair: bool = True
    absent_to_chair: bool = False
    who: str = "anyone"
    """Who may hold a proxy: anyone, member, household."""
    limit: int = 0
    """How many proxies one person may hold; 0 for any number."""
    both: str = "writing"
    """Which counts when a voter gave both: writing, later, or none."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A paper with what it counts for. `holder` is None where the chair votes (議長一任) or nobody does."""

    paper: Paper
    valid: bool
    why: Why | None = None
    votes: bool = True
    holder: UUID | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is present in which way, for one item: the counts, and each paper with its reason."""

    attendance: Attendance
    papers: tuple[Judged, ...]
    in_person: frozenset[UUID]
    holders: Mapping[UUID | None, int] = field(default_factory=dict)
    """How many proxies each present voter holds; None: the chair."""


def stand(
    voters: Sequence[Voter],
    papers: Sequence[Paper],
    came: Set[UUID],
    present: Set[UUID],
    rules: PaperRules = PaperRules(),
    by_household: bool = False,
) -> Standing:
    """Judge every paper and count who is present. `came`: in the hall at any time; `present`: in it for this item."""
    homes = {each.id: each.household or each.id for each in voters}
    given: dict[UUID, list[Paper]] = {}
    for paper in papers:
        given.setdefault(paper.voter, []).append(paper)
    judged = [each for voter in voters for each in _papers_of(voter, given.get(voter.id, []), came, rules)]
    judged = [_with_holder(each, present, homes, rules) for each in judged]
    judged = _within_limit(judged, rules.limit)
    if by_household:
        judged = _once_a_household(judged, present, homes)
    return _counted(voters, judged, present, homes, by_household)


def _papers_of(voter: Voter, mine: Sequence[Paper], came: Set[UUID], rules: PaperRules) -> list[Judged]:
    """The papers of one voter, at most one of them valid."""
    if voter.id in came:
        return [Judged(each, False, Why.CAME) for each in mine]
    refused = [each for each in mine if each.kind is PaperKind.ELECTRONIC and not rules.electronic]
    rest = [each for each in mine if each not in refused]
    votes = [each for each in rest if each.kind is not PaperKind.PROXY]
    proxies = [each for each in rest if each.kind is PaperKind.PROXY]
    kept = _which(votes[-1:], proxies[-1:], rest, rules.both)
    found = [Judged(each, False, Why.NOT_ALLOWED) for each in refused]
    for each in rest:
        same = votes if each in votes else proxies
        why = None if each is kept else Why.DOUBLE if each is not same[-1] else Why.BOTH
        found.append(Judged(each, each is kept, why))
    return found


def _which(vote: list[Paper], proxy: list[Paper], received: list[Paper], both: str) -> Paper | None:
    """Which of the last vote and the last proxy counts."""
    last = vote + proxy
    if len(last) < 2:
        return last[0] if last else None
    return {"writing": vote[0], "later": max(last, key=received.index)}.get(both)


def _with_holder(judged: Judged, present: Set[UUID], homes: Mapping[UUID, UUID], rules: PaperRules) -> Judged:
    """A proxy counts with its holder; one without a name, or whose holder is absent, as the bylaws say."""
    paper = judged.paper
    if not judged.valid or paper.kind is not PaperKind.PROXY or paper.to_chair:
        return judged
    if paper.holder is None and not paper.holder_name.strip():
        return Judged(paper, True, Why.UNNAMED, votes=rules.unnamed_to_chair)
    if not _may_hold(paper, homes, rules.who):
        return Judged(paper, False, Why.NOT_ALLOWED)
    here = paper.holder in present if paper.holder else paper.holder_came
    if here:
        return Judged(paper, True, holder=paper.holder or paper.voter)
    if rules.absent_to_chair:
        return Judged(paper, True, Why.HOLDER_ABSENT)
    return Judged(paper, False, Why.HOLDER_ABSENT)


def _may_hold(paper: Paper, homes: Mapping[UUID, UUID], who: str) -> bool:
    if paper.holder is None:
        return who in ("anyone", "household")
    if paper.holder == paper.voter:
        return False
    return who != "household" or homes.get(paper.holder) == homes.get(paper.voter)


def _within_limit(judged: Iterable[Judged], limit: int) -> list[Judged]:
    held: Counter[UUID] = Counter()
    found = []
    for each in judged:
        if limit and each.valid and each.paper.holder and each.holder:
            held[each.holder] += 1
            if held[each.holder] > limit:
                each = Judged(each.paper, False, Why.OVER_LIMIT)
        found.append(each)
    return found


_ORDER = {PaperKind.WRITING: 0, PaperKind.ELECTRONIC: 1, PaperKind.PROXY: 2}


def _once_a_household(judged: list[Judged], present: Set[UUID], homes: Mapping[UUID, UUID]) -> list[Judged]:
    """1世帯1票: a housemate in the hall, or a housemate's paper, has the household's vote already."""
    taken = {homes[each] for each in present if each in homes}
    found = {}
    for each in sorted(judged, key=lambda each: _ORDER[each.paper.kind]):
        home = homes[each.paper.voter]
        if each.valid and home in taken:
            each = Judged(each.paper, False, Why.HOUSEMATE)
        elif each.valid:
            taken.add(home)
        found[each.paper.id] = each
    return [found[each.paper.id] for each in judged]


def _counted(voters: Sequence[Voter], judged: Sequence[Judged], present: Set[UUID], homes: Mapping[UUID, UUID],
             by_household: bool) -> Standing:  # fmt: skip
    here = frozenset(present & homes.keys())
    units = {homes[each] for each in here} if by_household else here
    kinds = Counter(each.paper.kind for each in judged)
    void = Counter(each.paper.kind for each in judged if not each.valid)
    proxies = [each for each in judged if each.valid and each.paper.kind is PaperKind.PROXY]
    attendance = Attendance(
        total=len(set(homes.values())) if by_household else len(voters),
        in_person=len(units),
        in_writing=kinds[PaperKind.WRITING],
        by_proxy=kinds[PaperKind.PROXY],
        void_writing=void[PaperKind.WRITING],
        void_proxy=void[PaperKind.PROXY],
        electronic=kinds[PaperKind.ELECTRONIC],
        void_electronic=void[PaperKind.ELECTRONIC],
        voteless=sum(not each.votes for each in proxies),
    )
    return Standing(attendance, tuple(judged), here, Counter(each.holder for each in proxies if each.votes))
