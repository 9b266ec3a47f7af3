"""What the papers of meetings say of days, shares and counts."""

import re
from datetime import date, datetime

from kobe_desk.core.japanese import era
from kobe_desk.modules.meetings.rules import Base, Outcome, Share
from kobe_desk.modules.meetings.usecases import MeetingRow, MotionRow, Note

BASES = {Base.CAST: "", Base.PRESENT: "出席の", Base.ALL: "総数の"}
UNITS = {"household": "世帯", "person": "名"}
PAPERS = {"writing": "書面表決書", "electronic": "電子表決", "proxy": "委任状", "answer": "回答"}
METHODS = {
    "acclaim": "異議のない旨の確認",
    "hands": "挙手",
    "named": "記名",
    "secret": "無記名投票",
    "election": "投票",
    "paper": "書面",
}
CHOICES = {"yes": "賛成", "no": "反対", "abstain": "棄権", "invalid": "無効"}
WHY = {
    "came": "本人が出席したため無効",
    "housemate": "同一世帯の表決を数えたため無効",
    "double": "同じ人から後に届いたものを有効としたため無効",
    "both": "もう一方の用紙を有効としたため無効",
    "not_allowed": "規約が認めていないため無効",
    "holder_absent": "受任者が出席していないため数えない",
    "over_limit": "受任の数が規約の上限を超えたため無効",
    "unnamed": "受任者の記載がないため定足数だけに数えた",
    "holder_absent to_chair": "受任者が出席していないため議長一任とした",
    "unnamed to_chair": "受任者の記載がないため議長一任とした",
}


def day(moment: datetime) -> str:
    return era.with_weekday(era.wareki(moment.date()), moment.date())


def clock(moment: datetime) -> str:
    """午前10時00分, as minutes write it."""
    half, hour = ("午前", moment.hour) if moment.hour < 12 else ("午後", moment.hour - 12)
    return f"{half}{hour}時{moment.minute:02}分"


def short_clock(moment: datetime) -> str:
    """午前10時, without minutes where they are none: for notices."""
    return clock(moment).removesuffix("00分")


def share(rule: str) -> str:
    return Share.parse(rule).japanese


def needed(motion: MotionRow, outcome: Outcome) -> str:
    """The rule and the count it comes to: 総数の4分の3 234以上."""
    found = Share.parse(motion.rule)
    words = "過半数" if found.majority else f"{found.denominator}分の{found.numerator}"
    return f"{BASES[outcome.base]}{words} {outcome.needed}以上"


def unit(row: MeetingRow) -> str:
    return UNITS[row.rules.unit]


def total_name(row: MeetingRow) -> str:
    """What the total of votes is called: 会員総数, for a board 構成員総数."""
    return "会員総数" if row.body in ("general", "extraordinary") else "構成員総数"


def apart(title: str) -> tuple[str, str]:
    """The year and the rest of a meeting's title: 令和8年度, 通常総会."""
    found = re.match(r"(.*?年度)\s*(.+)", title)
    return (found[1], found[2]) if found else ("", title)


def year_mark(row: MeetingRow) -> str:
    return era.short(date(row.fiscal_year, 4, 1)).partition(".")[0]


def adopted(row: MeetingRow) -> str:
    return era.wareki(row.adopted_on or row.starts.date())


def void_sentence(notes: tuple[Note, ...]) -> str:
    """Which papers do not count, and why, gathered by reason."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in notes:
        found.setdefault((each.why, each.kind), []).append(each.name)
    said = (
        f"{WHY[why]}{'とした' if why not in _TOLD else ''}{PAPERS[kind]}{len(names)}通（{'、'.join(names)}）"
        for (why, kind), names in found.items()
    )
    return f"ほかに、{'、'.join(said)}があった。" if found else ""


_TOLD = ("holder_absent", "unnamed", "holder_absent to_chair", "unnamed to_chair")


def parts(row: MeetingRow) -> list[tuple[str, int]]:
    """本人出席, and each kind of paper that the bylaws know or that came in."""
    came, rules = row.attendance, row.rules
    kinds = (
        ("書面表決", came.valid_writing, rules.writing_counts or came.in_writing),
        ("電子表決", came.valid_electronic, rules.electronic_counts or came.electronic),
        ("委任状", came.valid_proxy, rules.proxy_counts or came.by_proxy),
    )
    return [("本人出席", came.in_person), *((name, count) for name, count, known in kinds if known)]
