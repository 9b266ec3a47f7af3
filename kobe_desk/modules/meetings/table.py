"""Columns of the lists of meetings, points of the agenda, resolutions, tasks."""

from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import (
    ITEM_NAMES,
    METHOD_NAMES,
    STATE_NAMES,
    ActionRow,
    ItemRow,
    MeetingLine,
    MinutesHit,
    MotionRow,
    NamedVoter,
    NoticeRow,
    RegisterRow,
)
from kobe_desk.modules.meetings.usecases import NOTICE_WAYS as WAYS
from kobe_desk.ui.table import Column


def result(row: MotionRow) -> str:
    """What a motion came to, in a word."""
    if row.carried is None:
        return _("put off") if row.postponed else _("not voted on yet")
    return _("carried") if row.carried else _("lost")


def day_words(day: date) -> str:
    """令和8年4月19日（日）."""
    return era.with_weekday(era.wareki(day), day)


_CHOICES = {
    "": N_("not chosen"),
    "yes": N_("for"),
    "no": N_("against"),
    "abstain": N_("abstains"),
    "invalid": N_("void"),
}
_MEANINGS = {"": "muted", "yes": "ok", "no": "error", "abstain": "warn", "invalid": "warn"}


def _meaning(row: MotionRow) -> str:
    return "muted" if row.carried is None else "ok" if row.carried else "error"


def _votes(row: MotionRow, count: int) -> str:
    return "" if row.vote.unanimous or row.outcome is None else str(count)


MEETING_COLUMNS: tuple[Column[MeetingLine], ...] = (
    Column(N_("Day"), lambda row: day_words(row.starts.date()), width=210),
    Column(N_("Meeting"), lambda row: row.title, stretch=True, bold=True),
    Column(N_("Kind"), lambda row: row.body_name, width=140, secondary=True),
    Column(N_("Motions"), lambda row: str(row.motions), width=80, right=True, secondary=True),
    Column(
        N_("Minutes"),
        lambda row: _(STATE_NAMES[row.state]),
        width=120,
        meaning=lambda row: "ok" if row.adopted else "muted",
    ),
)

AGENDA_COLUMNS: tuple[Column[ItemRow], ...] = (
    Column(N_("Number"), lambda row: row.label or _(ITEM_NAMES[row.kind]), width=130),
    Column(N_("Point"), lambda row: "　" * row.depth + row.title, stretch=True, bold=True, wraps=True),
    Column(N_("Speaker"), lambda row: row.presenter, width=120, secondary=True),
    Column(N_("From"), lambda row: f"{row.at:%H:%M}", width=76, right=True),
    Column(N_("Minutes long"), lambda row: str(row.planned or ""), width=60, right=True, secondary=True),
)

MOTION_COLUMNS: tuple[Column[MotionRow], ...] = (
    Column(N_("Number"), lambda row: row.number, width=120),
    Column(N_("Motion"), lambda row: row.title, stretch=True, bold=True, wraps=True),
    Column(N_("How"), lambda row: _(METHOD_NAMES[row.method]) if row.method else "", width=100, secondary=True),
    Column(N_("In favour"), lambda row: _votes(row, row.vote.yes), width=70, right=True, secondary=True),
    Column(N_("Against"), lambda row: _votes(row, row.vote.no), width=70, right=True, secondary=True),
    Column(N_("Result"), result, width=150, meaning=_meaning),
)

NAMED_COLUMNS: tuple[Column[NamedVoter], ...] = (
    Column(N_("Slip"), lambda row: row.number, width=110),
    Column(N_("Name"), lambda row: row.name, stretch=True, bold=True),
    Column(N_("Kana"), lambda row: row.kana, width=180, secondary=True),
    Column(N_("Proxies held"), lambda row: str(row.proxies or ""), width=90, right=True, secondary=True),
    Column(N_("Choice"), lambda row: _(_CHOICES[row.choice]), width=110, meaning=lambda row: _MEANINGS[row.choice]),
)

NOTICE_COLUMNS: tuple[Column[NoticeRow], ...] = (
    Column(N_("Sent on"), lambda row: day_words(row.day), width=210, bold=True),
    Column(N_("Way"), lambda row: _(WAYS[row.way]), width=130),
    Column(N_("Copies"), lambda row: str(row.count or ""), width=70, right=True),
    Column(N_("Note"), lambda row: row.note, stretch=True, secondary=True),
)

REGISTER_COLUMNS: tuple[Column[RegisterRow], ...] = (
    Column(N_("Number"), lambda row: row.number, width=110),
    Column(N_("Motion"), lambda row: row.title, stretch=True, bold=True),
    Column(N_("Day"), lambda row: era.wareki(row.day), width=160),
    Column(N_("Meeting"), lambda row: row.body_name, width=120, secondary=True),
    Column(
        N_("Result"),
        lambda row: _("carried") if row.carried else _("lost"),
        width=80,
        meaning=lambda row: "ok" if row.carried else "error",
    ),
    Column(
        N_("Minutes"),
        lambda row: _("adopted") if row.adopted else _("not adopted yet"),
        width=90,
        secondary=True,
        meaning=lambda row: "ok" if row.adopted else "warn",
    ),
)

HIT_COLUMNS: tuple[Column[MinutesHit], ...] = (
    Column(N_("Day"), lambda row: era.wareki(row.day), width=160),
    Column(N_("Meeting"), lambda row: row.meeting, width=210, secondary=True),
    Column(N_("Point"), lambda row: row.heading or _("The meeting"), stretch=True, bold=True),
)

ACTION_COLUMNS: tuple[Column[ActionRow], ...] = (
    Column(N_("Task"), lambda row: row.title, stretch=True, bold=True, wraps=True),
    Column(N_("Who"), lambda row: row.person, width=120),
    Column(
        N_("Due day"),
        lambda row: era.wareki(row.due) if row.due else "",
        width=190,
        meaning=lambda row: "warn" if row.overdue else "",
        icon=lambda row: "triangle-alert" if row.overdue else "",
    ),
    Column(N_("Given in"), lambda row: row.meeting, width=210, secondary=True),
    Column(N_("Done on"), lambda row: era.wareki(row.closed) if row.closed else "", width=150, secondary=True),
)
