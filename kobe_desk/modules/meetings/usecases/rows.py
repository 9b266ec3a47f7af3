"""How stored meetings become rows, and adopted minutes plain JSON and back."""

from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Rules
from kobe_desk.modules.meetings.model import AdoptedMinutes, AgendaItem, Meeting
from kobe_desk.modules.meetings.rules import Attendance, Outcome, Quorum, Room, Vote, outcome, quorum
from kobe_desk.modules.meetings.usecases.agenda_order import item_rows, motions_of
from kobe_desk.modules.meetings.usecases.ballots import NAMES, attendance_from, ballot_from, stored
from kobe_desk.modules.meetings.usecases.facts import Ballot, ItemRow, MeetingRow, MotionRow, Move, Note, SignatureRow


def stored_rules(rules: Rules) -> dict[str, Any]:
    return {**asdict(rules), "since": rules.since.isoformat()}


def rules_from(found: dict[str, Any]) -> Rules:
    """The rules as they were kept with a meeting; what bylaws of before did not say is what is commonest."""
    return Rules(**{**found, "since": date.fromisoformat(found["since"])})


def editions_of(key: UUID) -> sa.Select[AdoptedMinutes]:
    return sa.select(AdoptedMinutes).where(AdoptedMinutes.meeting_id == key).order_by(AdoptedMinutes.edition.desc())


def attendance_of(found: Meeting) -> Attendance:
    return Attendance(**{each.name: getattr(found, each.name) or 0 for each in fields(Attendance)})


def quorum_of(rules: Rules, attendance: Attendance) -> Quorum:
    return quorum(
        rules.quorum,
        attendance,
        writing_counts=rules.writing_counts,
        proxy_counts=rules.proxy_counts,
        electronic_counts=rules.electronic_counts,
    )


def room_of(rules: Rules, attendance: Attendance) -> Room:
    """Who takes part in a vote: those present, each kind of paper where it counts, and of these who has no vote."""
    kinds = (
        (rules.writing_counts, rules.writing_votes, attendance.valid_writing),
        (rules.electronic_counts, rules.electronic_votes, attendance.valid_electronic),
        (rules.proxy_counts, rules.proxy_votes, attendance.valid_proxy),
    )
    present = attendance.in_person + sum(count for counts, votes, count in kinds if counts or votes)
    voteless = sum(count for counts, votes, count in kinds if counts and not votes)
    voteless += attendance.voteless if rules.proxy_votes else 0
    apart = int(not rules.chair_votes and attendance.in_person > 0)
    return Room(present, attendance.total, voteless, apart, rules.chair_breaks_ties)


def vote_of(motion: AgendaItem) -> Vote:
    values: dict[str, Any] = {each.name: getattr(motion, each.name) for each in fields(Vote)}
    return Vote(**{**values, **{name: values[name] or 0 for name in _COUNTS}})


_COUNTS = ("yes", "no", "abstain", "invalid", "excluded")


def judge(motion: AgendaItem, found: Meeting) -> Outcome:
    """What the vote comes to, by who was present for it when it was frozen."""
    attendance = attendance_from(motion.ballot or {}) or attendance_of(found)
    return outcome(motion.rule, vote_of(motion), room_of(rules_from(found.rules), attendance))


def row_of(found: Meeting) -> MeetingRow:
    attendance, rules = attendance_of(found), rules_from(found.rules)
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
        quorum=quorum_of(rules, attendance),
        rules=rules,
        motions=tuple(motion_row(each, found, rules, n) for n, each in enumerate(motions_of(found), 1)),
        adopted=found.frozen,
        way=found.way,
        state=found.state,
        items=item_rows(found),
    )


def motion_row(each: AgendaItem, found: Meeting, rules: Rules, position: int) -> MotionRow:
    mine = attendance_from(each.ballot or {})
    return MotionRow(
        each.id,
        each.number or "",
        position,
        each.title,
        each.proposal,
        each.discussion,
        each.rule,
        vote_of(each),
        each.carried,
        None if each.carried is None else judge(each, found),
        matter=each.matter,
        presenter=each.presenter,
        notified=each.notified,
        postponed=each.postponed,
        method=each.method,
        unit=rules.unit_of(each.matter),
        attendance=mine,
        quorum=quorum_of(rules, mine) if mine else None,
        interested=tuple((each.ballot or {}).get(NAMES, ())),
        ballot=ballot_from(each.ballot or {}),
    )


def missing_of(row: MeetingRow) -> tuple[str, ...]:
    """What is still missing before the minutes can be adopted, in words."""
    open_motions = any(motion.carried is None and not motion.postponed for motion in row.motions)
    hall = row.way == "hall"
    wanted = (
        (row.attendance.total == 0, _("who came") if hall else _("who answered")),
        (hall and row.attendance.total > 0 and not row.quorum.reached, _("enough people for the quorum")),
        (hall and not row.place.strip(), _("the place")),
        (not row.chair.strip(), _("the chair of the meeting")),
        (not row.secretary.strip(), _("who wrote the minutes")),
        (len(row.signatories) < row.rules.signatories, _("the signatories of the minutes")),
        (not row.rules.secretary_may_sign and row.secretary in row.signatories, _("signatories other than the writer")),
        (row.chair.strip() != "" and row.chair in row.signatories, _("signatories other than the chair")),
        (not row.motions and not any(item.kind == "report" for item in row.items), _("a motion")),
        (open_motions, _("the vote on every motion")),
        (any(motion.quorum and not motion.quorum.reached for motion in row.motions if motion.carried is not None),
         _("a quorum for every vote")),
    )  # fmt: skip
    return tuple(words for absent, words in wanted if absent)


def content_of(row: MeetingRow) -> dict[str, Any]:
    """The whole meeting as plain JSON; `row_from` reads it back."""
    return {
        **asdict(row),
        "id": str(row.id),
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat() if row.ends else None,
        "notice_sent": row.notice_sent.isoformat() if row.notice_sent else None,
        "adopted_on": row.adopted_on.isoformat() if row.adopted_on else None,
        "rules": stored_rules(row.rules),
        "motions": [{**asdict(each), "id": str(each.id), "ballot": stored(each.ballot)} for each in row.motions],
        "items": [{**asdict(each), **_plain_item(each)} for each in row.items],
        "signatures": [],
    }


def _plain_item(each: ItemRow) -> dict[str, Any]:
    parent = str(each.parent_id) if each.parent_id else None
    return {"id": str(each.id), "parent_id": parent, "at": each.at.isoformat()}


def row_from(found: dict[str, Any]) -> MeetingRow:
    return MeetingRow(
        **{
            **found,
            "id": UUID(found["id"]),
            "starts": datetime.fromisoformat(found["starts"]),
            "ends": datetime.fromisoformat(found["ends"]) if found["ends"] else None,
            "notice_sent": date.fromisoformat(found["notice_sent"]) if found["notice_sent"] else None,
            "adopted_on": date.fromisoformat(found["adopted_on"]) if found["adopted_on"] else None,
            "attendance": Attendance(**found["attendance"]),
            "quorum": Quorum(**found["quorum"]),
            "rules": rules_from(found["rules"]),
            "motions": tuple(_motion_from(each) for each in found["motions"]),
            "items": tuple(_item_from(each) for each in found.get("items", ())),
            "signatories": tuple(found["signatories"]),
            "notes": tuple(Note(**each) for each in found.get("notes", ())),
            "moves": tuple(Move(**each) for each in found.get("moves", ())),
            "signatures": (),
        }
    )


def _motion_from(found: dict[str, Any]) -> MotionRow:
    made = {"outcome": Outcome, "attendance": Attendance, "quorum": Quorum}
    return MotionRow(
        **{
            **found,
            **{name: row(**found[name]) if found.get(name) else None for name, row in made.items()},
            "id": UUID(found["id"]),
            "vote": Vote(**found["vote"]),
            "interested": tuple(found.get("interested", ())),
            "ballot": ballot_from(found["ballot"]) if found.get("ballot") else Ballot(),
        }
    )


def _item_from(found: dict[str, Any]) -> ItemRow:
    parent = found["parent_id"]
    ids = {"id": UUID(found["id"]), "parent_id": UUID(parent) if parent else None}
    return ItemRow(**{**found, **ids, "at": datetime.fromisoformat(found["at"])})


def signers(row: MeetingRow) -> tuple[SignatureRow, ...]:
    """Who signs the minutes: the chair, then the signatories."""
    return (SignatureRow("chair", row.chair), *(SignatureRow("signatory", each) for each in row.signatories))


def with_edition(row: MeetingRow, last: AdoptedMinutes | None) -> MeetingRow:
    if last is None:
        return row
    return replace(row, edition=last.edition, adopted_on=last.adopted, reason=last.reason)
