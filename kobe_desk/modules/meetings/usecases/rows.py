"""How stored meetings become rows, and adopted minutes plain JSON and back."""

from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Rules
from kobe_desk.modules.meetings.model import AdoptedMinutes, Meeting, MeetingState, Motion
from kobe_desk.modules.meetings.rules import Attendance, Outcome, Quorum, Vote, outcome, quorum
from kobe_desk.modules.meetings.usecases.facts import MeetingRow, MotionRow


def stored_rules(rules: Rules) -> dict[str, Any]:
    return {**asdict(rules), "since": rules.since.isoformat()}


def _rules(found: dict[str, Any]) -> Rules:
    return Rules(**{**found, "since": date.fromisoformat(found["since"])})


def editions_of(key: UUID) -> sa.Select[AdoptedMinutes]:
    return sa.select(AdoptedMinutes).where(AdoptedMinutes.meeting_id == key).order_by(AdoptedMinutes.edition.desc())


def _attendance(found: Meeting) -> Attendance:
    return Attendance(**{each.name: getattr(found, each.name) or 0 for each in fields(Attendance)})


def _quorum(found: Meeting, attendance: Attendance) -> Quorum:
    rules = found.rules
    return quorum(
        rules["quorum"],
        attendance,
        writing_counts=rules["writing_counts"],
        proxy_counts=rules["proxy_counts"],
    )


def _vote(motion: Motion) -> Vote:
    return Vote(**{each.name: getattr(motion, each.name) for each in fields(Vote)})


def judge(motion: Motion, found: Meeting) -> Outcome:
    attendance = _attendance(found)
    return outcome(
        motion.rule,
        _vote(motion),
        present=_quorum(found, attendance).present,
        total=attendance.total,
        chair_breaks_ties=found.rules["chair_breaks_ties"],
    )


def row_of(found: Meeting) -> MeetingRow:
    attendance = _attendance(found)
    motions = tuple(
        MotionRow(
            each.id,
            each.number,
            each.position,
            each.title,
            each.proposal,
            each.discussion,
            each.rule,
            _vote(each),
            each.carried,
            None if each.carried is None else judge(each, found),
        )
        for each in found.motions
    )
    return MeetingRow(
        id=found.id,
        body=found.body,
        title=found.title,
        fiscal_year=found.fiscal_year,
        starts=found.starts,
        ends=found.ends,
        place=found.place,
        notice_sent=found.notice_sent,
        chair=found.chair,
        secretary=found.secretary,
        signatories=tuple(found.signatories),
        opening=found.opening,
        attendance=attendance,
        quorum=_quorum(found, attendance),
        rules=_rules(found.rules),
        motions=motions,
        adopted=found.state == MeetingState.ADOPTED,
    )


def missing_of(row: MeetingRow) -> tuple[str, ...]:
    wanted = (
        (row.attendance.total == 0, _("who came")),
        (row.attendance.total > 0 and not row.quorum.reached, _("enough people for the quorum")),
        (not row.place.strip(), _("the place")),
        (not row.chair.strip(), _("the chair of the meeting")),
        (not row.secretary.strip(), _("who wrote the minutes")),
        (len(row.signatories) < row.rules.signatories, _("the signatories of the minutes")),
        (not row.rules.secretary_may_sign and row.secretary in row.signatories, _("signatories other than the writer")),
        (not row.motions, _("a motion")),
        (any(motion.carried is None for motion in row.motions), _("the vote on every motion")),
    )
    return tuple(words for absent, words in wanted if absent)


def content_of(row: MeetingRow) -> dict[str, Any]:
    """The whole meeting as plain JSON; `_from_content` reads it back."""
    return {
        **asdict(row),
        "id": str(row.id),
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat() if row.ends else None,
        "notice_sent": row.notice_sent.isoformat() if row.notice_sent else None,
        "adopted_on": row.adopted_on.isoformat() if row.adopted_on else None,
        "signatories": list(row.signatories),
        "rules": stored_rules(row.rules),
        "motions": [{**asdict(each), "id": str(each.id)} for each in row.motions],
    }


def row_from(found: dict[str, Any]) -> MeetingRow:
    return MeetingRow(
        **{
            **found,
            "id": UUID(found["id"]),
            "starts": datetime.fromisoformat(found["starts"]),
            "ends": datetime.fromisoformat(found["ends"]) if found["ends"] else None,
            "notice_sent": date.fromisoformat(found["notice_sent"]) if found["notice_sent"] else None,
            "adopted_on": date.fromisoformat(found["adopted_on"]) if found["adopted_on"] else None,
            "signatories": tuple(found["signatories"]),
            "attendance": Attendance(**found["attendance"]),
            "quorum": Quorum(**found["quorum"]),
            "rules": _rules(found["rules"]),
            "motions": tuple(_motion_from(each) for each in found["motions"]),
        }
    )


def _motion_from(found: dict[str, Any]) -> MotionRow:
    judged = found["outcome"]
    return MotionRow(
        **{
            **found,
            "id": UUID(found["id"]),
            "vote": Vote(**found["vote"]),
            "outcome": Outcome(**judged) if judged else None,
        }
    )
