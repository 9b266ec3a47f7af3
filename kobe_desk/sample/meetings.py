"""The sample's meetings of four years: general meetings with their votes and minutes, and those of the board.

This year's general meeting has its list of voters, who came and the papers; earlier ones have their counts.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import Rules, document_bytes, documents, save_rules
from kobe_desk.modules.meetings.rules import Attendance, Vote
from kobe_desk.modules.meetings.usecases import (
    BallotRequest,
    ItemRequest,
    MeetingRequest,
    MotionRequest,
    NoticeRequest,
    SignRequest,
    SlipRequest,
    actions,
    add_item,
    add_motion,
    add_paper,
    adopt_minutes,
    close_action,
    list_voters,
    paper_count,
    plan_meeting,
    receive_all,
    receive_slips,
    record_attendance,
    record_ballot,
    record_notice,
    record_vote,
    sign_minutes,
    voters,
    write_item,
)
from kobe_desk.modules.meetings.usecases import meeting as whole_meeting
from kobe_desk.modules.members.usecases import counts_on, officers_on
from kobe_desk.sample.facts import Days, meetings_written, written

_BEGAN, _ENDED = time(10, 0), time(11, 20)
_EVENING, _LATE = time(19, 0), time(20, 15)
_NOTICE, _DOOR, _STEP = timedelta(days=14), timedelta(minutes=30), timedelta(seconds=30)
ACTION = "【宿題】"
BYLAWS_SINCE = 1979
YEARS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting to be written down: its year, its day, and when its minutes were adopted."""

    year: FiscalYear
    day: date
    adopted: date

    def words(self, text: str) -> str:
        return text.format(year=self.year.label, last=self.year.previous.label)


def hold_meetings(records: Records, days: Days) -> UUID:
    """Write down the bylaws' rules and four years of meetings. Returns the key of this year's general meeting."""
    since = days.of("04-01", type(days.year)(BYLAWS_SINCE))
    articles = written()["meeting"]["articles"]
    records.do(save_rules, Rules("general", since, articles=articles))
    board = Rules("board", since, unit="person", proxy_counts=False, proxy_votes=False, writing_counts=False,
                  writing_votes=False, notice_days=3, only_notified=False, signatories=1)  # fmt: skip
    records.do(save_rules, board)
    key = UUID(int=0)
    for age in range(YEARS_BEFORE, -1, -1):
        year = FiscalYear(days.year.year - age, days.year.first_month)
        held = Held(year, days.meeting, days.adopted) if age == 0 else _past(days.general(year))
        key = _this_year(records, held) if age == 0 else _general(records, held, age)
        _others(records, days, year, age)
    _close_old_tasks(records, days)
    return key


def _past(day: date) -> Held:
    return Held(FiscalYear(day.year - (day.month < 4)), day, day + timedelta(weeks=1))


def _this_year(records: Records, held: Held) -> UUID:
    """The general meeting with everything: notice, voters, reception, ballots, minutes, a first signature."""
    found = written()["meeting"]
    key = records.do(plan_meeting, _request(found, held, "general", held.words(found["title"]))).result
    motions = _agenda(records, key, held, found)
    bylaws = next(each for each in records.ask(documents) if each.kind == "bylaws")
    data = records.ask(document_bytes, bylaws.id)
    records.do(add_paper, key, f"{bylaws.title}（現行）", bylaws.file_name, data)
    records.do(list_voters, key)
    records.do(record_notice, key, NoticeRequest(held.day - _NOTICE, "hand", len(records.ask(voters, key))))
    _receive(records, key, held, found)
    for item, motion in motions:
        _count(records, key, item, motion)
    records.do(adopt_minutes, key, held.adopted)
    records.do(sign_minutes, key, SignRequest(found["chair"], held.adopted))
    return key


def _agenda(records: Records, key: UUID, held: Held, found: dict[str, Any]) -> list[tuple[UUID, dict[str, Any]]]:
    """Opening, motions, report and closing, with their minutes."""
    records.do(add_item, key, ItemRequest("開会・議長の選出", "opening", presenter="会長", planned=10))
    motions = []
    for motion in found["motion"]:
        request = MotionRequest(
            held.words(motion["title"]),
            held.words(motion["proposal"]),
            held.words(motion["discussion"]).strip(),
            matter=motion.get("matter", "ordinary"),
            presenter=motion.get("presenter", ""),
            planned=15,
        )
        item = records.do(add_motion, key, request).result
        if ACTION in request.discussion:
            records.do(write_item, item, request.discussion)  # its tasks are kept
        motions.append((item, motion))
    for report in found.get("report", ()):
        item = records.do(add_item, key, ItemRequest(report["title"], "report", presenter=report["presenter"],
                                                     planned=5)).result  # fmt: skip
        records.do(write_item, item, report["text"].strip())
    records.do(add_item, key, ItemRequest("閉会", "closing", planned=5))
    return motions


def _receive(records: Records, key: UUID, held: Held, found: dict[str, Any]) -> None:
    """So many of a hundred come, write, or give a proxy; one who gave a proxy comes after all."""
    ids = [each.id for each in records.ask(voters, key)]
    came, wrote, proxies = (found[name] * len(ids) // 100 for name in ("in_person", "in_writing", "by_proxy"))
    motions = [each.id for each in records.ask(whole_meeting, key).motions]
    before = datetime.combine(held.day - timedelta(days=3), _BEGAN)
    slips = [
        SlipRequest(voter, "writing", choices=_choices(number, motions), received=before)
        for number, voter in enumerate(ids[came : came + wrote])
    ]
    for number, voter in enumerate(ids[came + wrote : came + wrote + proxies]):
        holder = ids[number] if number < 3 else None
        slips.append(SlipRequest(voter, "proxy", holder_id=holder, to_chair=number > 3, received=before))
    records.do(receive_slips, tuple(slips))
    door = datetime.combine(held.day, _BEGAN) - _DOOR
    arrived = (*ids[:came], ids[came + wrote + proxies - 1])
    records.do(receive_all, tuple((voter, door + number * _STEP) for number, voter in enumerate(arrived)))


def _choices(number: int, motions: list[UUID]) -> tuple[tuple[UUID, str], ...]:
    """One of those who write is against each of the motions that somebody in the hall is against, too."""
    return tuple((each, "no" if number == place > 1 else "yes") for place, each in enumerate(motions))


def _count(records: Records, key: UUID, item: UUID, motion: dict[str, Any]) -> None:
    """Nobody objects, or some in the hall are against or abstain."""
    if motion.get("unanimous"):
        records.do(record_ballot, item, BallotRequest(unanimous=True))
        return
    papers = records.ask(paper_count, item)
    hall = records.ask(whole_meeting, key).attendance.in_person + papers.held
    against, abstain = motion["against"], motion["abstain"]
    records.do(record_ballot, item, BallotRequest("hands", (hall - against - abstain, against, abstain, 0)))


def _general(records: Records, held: Held, age: int) -> UUID:
    """A general meeting of an earlier year: its counts, the usual motions and one of its own."""
    found = written()["meeting"]
    own = next(each for each in meetings_written()["general"] if each["age"] == age)
    usual = [each for each in found["motion"] if not each.get("applies")]
    request = _request(found, held, "general", held.words(found["title"]), notice=True)
    return _counted(records, held, request, [*usual, *own["motion"]], found)


def _counted(
    records: Records, held: Held, request: MeetingRequest, motions: list[dict[str, Any]], found: dict[str, Any]
) -> UUID:
    """A meeting whose people were counted, not received by name."""
    key = records.do(plan_meeting, request).result
    households = records.ask(counts_on, held.day).households
    counts = {name: found[name] * households // 100 for name in ("in_person", "in_writing", "by_proxy")}
    attendance = Attendance(total=households, **counts, void_proxy=found["void_proxy"])
    present = records.do(record_attendance, key, attendance).result.present
    for item, motion in _agenda(records, key, held, {"motion": motions}):
        records.do(record_vote, item, _vote(motion, present))
    _adopt(records, key, held, request)
    return key


def _adopt(records: Records, key: UUID, held: Held, request: MeetingRequest) -> None:
    """Minutes of earlier years were adopted and signed by all."""
    records.do(adopt_minutes, key, held.adopted)
    for name in (request.chair, *request.signatories):
        records.do(sign_minutes, key, SignRequest(name, held.adopted + timedelta(days=1)))


def _others(records: Records, days: Days, year: FiscalYear, age: int) -> None:
    """Extraordinary general meetings and the board, as far as they lie behind."""
    for each in meetings_written()["extraordinary"]:
        day = days.of(each["day"], year)
        if each["age"] == age and day <= days.today:
            found, held = written()["meeting"], _past(day)
            request = _request(found, held, "extraordinary", held.words(each["title"]), notice=True)
            _counted(records, held, request, each["motion"], found)
    for each in meetings_written()["board"]:
        day = days.of(each["day"], year)
        if each["age"] == age and day + timedelta(weeks=1) < days.today:
            _board(records, _past(day), each)


def _board(records: Records, held: Held, found: dict[str, Any]) -> None:
    """A board meeting: all officers but one came, nobody objected."""
    officers = len(records.ask(officers_on, held.day)) or len(written()["officer"])
    house = written()["meeting"]
    request = MeetingRequest(
        held.words(found["title"]),
        datetime.combine(held.day, _EVENING),
        body="board",
        ends=datetime.combine(held.day, _LATE),
        place=house["place"],
        chair="髙橋　和彦",
        secretary=house["secretary"],
        signatories=("西村　修",),
    )
    key = records.do(plan_meeting, request).result
    records.do(record_attendance, key, Attendance(officers, officers - 1))
    motion = {"title": found["motion"], "proposal": "", "discussion": found["text"], "presenter": "会長"}
    ((item, _motion),) = _agenda(records, key, held, {"motion": [motion]})
    records.do(record_vote, item, Vote(0, 0, unanimous=True))
    _adopt(records, key, held, request)


def _close_old_tasks(records: Records, days: Days) -> None:
    """What was due more than half a year ago is done."""
    for each in records.ask(actions):
        if each.due and each.due < days.today - timedelta(days=180):
            records.do(close_action, each.id, each.due, result="済み")


def _request(found: dict[str, Any], held: Held, body: str, title: str, *, notice: bool = False) -> MeetingRequest:
    return MeetingRequest(
        title=title,
        starts=datetime.combine(held.day, _BEGAN),
        body=body,
        ends=datetime.combine(held.day, _ENDED),
        place=found["place"],
        notice_sent=held.day - _NOTICE if notice else None,
        chair=found["chair"],
        secretary=found["secretary"],
        signatories=tuple(found["signatories"]),
        opening=found["opening"],
    )


def _vote(motion: dict[str, Any], present: int) -> Vote:
    if motion.get("unanimous"):
        return Vote(0, 0, unanimous=True)  # 異議なし: nobody was counted
    against, abstain = motion["against"], motion["abstain"]
    return Vote(present - against - abstain, against, abstain)
