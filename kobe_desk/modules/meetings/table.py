"""Columns of the lists of meetings and motions."""

from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import BODY_NAMES, MeetingLine, MotionRow
from kobe_desk.ui.table import Column


def result(row: MotionRow) -> str:
    """What a motion came to, in a word."""
    if row.carried is None:
        return _("not voted on yet")
    return _("carried") if row.carried else _("lost")


def _meaning(row: MotionRow) -> str:
    return "muted" if row.carried is None else "ok" if row.carried else "error"


def _votes(row: MotionRow, count: int) -> str:
    return "" if row.vote.unanimous or row.outcome is None else str(count)


MEETING_COLUMNS: tuple[Column[MeetingLine], ...] = (
    Column(N_("Day"), lambda row: era.with_weekday(era.wareki(row.starts.date()), row.starts.date()), width=210),
    Column(N_("Meeting"), lambda row: row.title, stretch=True, bold=True),
    Column(N_("Kind"), lambda row: _(BODY_NAMES[row.body]), width=90, secondary=True),
    Column(N_("Motions"), lambda row: str(row.motions), width=80, right=True, secondary=True),
    Column(
        N_("Minutes"),
        lambda row: _("adopted") if row.adopted else _("not adopted yet"),
        width=120,
        meaning=lambda row: "ok" if row.adopted else "muted",
    ),
)

MOTION_COLUMNS: tuple[Column[MotionRow], ...] = (
    Column(N_("Number"), lambda row: row.number, width=120),
    Column(N_("Motion"), lambda row: row.title, stretch=True, bold=True),
    Column(N_("In favour"), lambda row: _votes(row, row.vote.yes), width=70, right=True, secondary=True),
    Column(N_("Against"), lambda row: _votes(row, row.vote.no), width=70, right=True, secondary=True),
    Column(N_("Result"), result, width=150, meaning=_meaning),
)
