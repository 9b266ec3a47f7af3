"""The sample's general meeting (通常総会) of this fiscal year, with its quorum, votes and adopted minutes."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import Rules, save_rules
from kobe_desk.modules.meetings.rules import Attendance, Vote
from kobe_desk.modules.meetings.usecases import (
    MeetingRequest,
    MotionRequest,
    add_motion,
    adopt_minutes,
    plan_meeting,
    record_attendance,
    record_vote,
)
from kobe_desk.modules.members.usecases import counts_on
from kobe_desk.sample.facts import Days, written

_BEGAN, _ENDED = time(10, 0), time(11, 20)
_NOTICE = timedelta(days=14)
BYLAWS_SINCE = 1979


def hold_meeting(records: Records, days: Days) -> UUID:
    """Plan the meeting, count who came, vote on every motion and adopt the minutes. Returns the meeting's key."""
    found = written()["meeting"]
    records.do(save_rules, Rules("general", days.of("04-01", type(days.year)(BYLAWS_SINCE))))
    key = records.do(plan_meeting, _request(found, days)).result
    attendance = _attendance(found, records.ask(counts_on, days.meeting).households)
    present = records.do(record_attendance, key, attendance).result.present
    for motion in found["motion"]:
        words: dict[str, Any] = {name: days.words(motion[name]) for name in ("title", "proposal", "discussion")}
        number = records.do(add_motion, key, MotionRequest(**words)).result
        records.do(record_vote, number, _vote(motion, present))
    records.do(adopt_minutes, key, days.adopted)
    return key


def _request(found: dict[str, Any], days: Days) -> MeetingRequest:
    return MeetingRequest(
        title=days.words(found["title"]),
        starts=datetime.combine(days.meeting, _BEGAN),
        ends=datetime.combine(days.meeting, _ENDED),
        place=found["place"],
        notice_sent=days.meeting - _NOTICE,
        chair=found["chair"],
        secretary=found["secretary"],
        signatories=tuple(found["signatories"]),
        opening=found["opening"],
    )


def _attendance(found: dict[str, Any], households: int) -> Attendance:
    """So many of a hundred households."""
    counts = {name: found[name] * households // 100 for name in ("in_person", "in_writing", "by_proxy")}
    return Attendance(total=households, **counts, void_proxy=found["void_proxy"])


def _vote(motion: dict[str, Any], present: int) -> Vote:
    if motion.get("unanimous"):
        return Vote(0, 0, unanimous=True)  # 異議なし: nobody was counted
    against, abstain = motion["against"], motion["abstain"]
    return Vote(present - against - abstain, against, abstain)
