"""How a vote stands in minutes and extracts: the table of counts, its parts, an election, and the sentence of it."""

from kobe_desk.modules.meetings.papers.words import CHOICES, METHODS, UNITS, needed
from kobe_desk.modules.meetings.rules import Quorum, Share
from kobe_desk.modules.meetings.usecases import MotionRow
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import SMALL
from kobe_desk.paper.table import Cell, Column, Kind, Table, draw_table

FULL = 165.0


def vote_table(flow: Flow, motion: MotionRow) -> None:
    """賛成 反対 棄権 無効, what is needed, and the result; of an election the candidates."""
    if motion.ballot.candidates:
        _election(flow, motion)
        return
    vote, outcome = motion.vote, motion.outcome
    counts: tuple[str | Cell, ...] = tuple(Cell(str(each)) for each in (vote.yes, vote.no, vote.abstain, vote.invalid))
    if vote.unanimous:
        counts = ("異議なし", "—", "—", "—")
    rest = flow.width - 88 - 25
    columns = (
        *(Column(head, 22, "right", Kind.NUMBER) for head in CHOICES.values()),
        Column("可決に必要な数", rest, "center"),
        Column("結果", 25, "center"),
    )
    said = needed(motion, outcome) if outcome else ""
    draw_table(flow, Table(columns), [(*counts, said, _result(motion))])
    if parts := _parts(motion):
        flow.gap(1)
        flow.text(parts, SMALL)


def _result(motion: MotionRow) -> Cell:
    if motion.postponed:
        return Cell("継続")
    result = "" if motion.carried is None else "可決" if motion.carried else "否決"
    return Cell(result, bold=True)


def _parts(motion: MotionRow) -> str:
    """Where the votes came from, if not all from the hall."""
    ballot = motion.ballot
    kinds = (("会場", ballot.hall), ("書面表決", ballot.writing), ("電子表決", ballot.electronic))
    said = [f"{name} {_counts(counts)}" for name, counts in kinds if any(counts)]
    if ballot.chair_proxies:
        said.append(f"議長一任 {CHOICES.get(ballot.chair_choice, '')}{ballot.chair_proxies}")
    return f"内訳　{'、'.join(said)}" if len(said) > 1 and not motion.vote.unanimous else ""


def _counts(counts: tuple[int, ...]) -> str:
    return "・".join(f"{name}{count}" for name, count in zip(CHOICES.values(), counts, strict=False) if count)


def _election(flow: Flow, motion: MotionRow) -> None:
    ballot = motion.ballot
    columns = (
        Column("候補者", flow.width - 60, kind=Kind.NAME),
        Column("得票", 30, "right", Kind.NUMBER),
        Column("結果", 30, "center"),
    )
    rows = [
        (each.name, "—" if motion.vote.unanimous else str(each.votes), Cell("当選" if each.elected else "", bold=True))
        for each in ballot.candidates
    ]
    draw_table(flow, Table(columns), rows)
    flow.gap(1)
    invalid = f"、無効 {motion.vote.invalid}票" if motion.vote.invalid else ""
    way = "異議なく選任した" if motion.vote.unanimous else "得票の多い順に当選とした"
    flow.text(f"定数 {ballot.seats}名{invalid}。{way}。", SMALL)


def result_sentence(motion: MotionRow) -> str:
    """What the chair declared, with the comparison in integers."""
    outcome = motion.outcome
    if motion.postponed:
        return "なお検討を要するため、次回に継続して審議することとした。"
    if outcome is None:
        return ""
    said = "議長は可決された旨を宣した。" if motion.carried else "議長は否決された旨を宣した。"
    if motion.ballot.candidates:
        return f"{_left_out(motion)}{METHODS.get(motion.method, '投票')}により次のとおり選任した。"
    if motion.vote.unanimous:
        return f"{_left_out(motion)}議長が諮ったところ異議なく、{said}"
    if motion.vote.chair_says_yes is not None:
        word = CHOICES["yes" if motion.carried else "no"]
        return f"{_left_out(motion)}可否同数（{outcome.comparison}）であったため、議長が{word}と決した。{said}"
    if motion.method == "acclaim":
        counts = f"次のとおり（{outcome.comparison}）"
        return f"{_left_out(motion)}会場では異議がなく、書面を合わせた結果は{counts}であり、{said}"
    way = f"{METHODS[motion.method]}による" if motion.method in METHODS else ""
    return f"{_left_out(motion)}{way}採決の結果は次のとおり（{outcome.comparison}）であり、{said}"


def _left_out(motion: MotionRow) -> str:
    if not motion.vote.excluded:
        return ""
    names = f"（{'、'.join(motion.interested)}）" if motion.interested else ""
    said = "除いた" if Share.parse(motion.rule).base == "cast" else "除き、可決に必要な数の基礎からも除いた"
    return f"利害関係のある{motion.vote.excluded}名{names}を採決から{said}。"


def own_quorum(motion: MotionRow, meeting: Quorum) -> str:
    """Who was present for this motion, where that was not who was present for the meeting."""
    if motion.quorum is None or motion.quorum == meeting:
        return ""
    found, unit = motion.quorum, UNITS.get(motion.unit, "")
    stands = "定足数を満たす" if found.reached else "定足数に足りない"
    return f"この議案の出席 {found.addition}{unit}／{found.total}{unit}（{stands}）"
