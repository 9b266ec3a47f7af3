"""Notice of a meeting (招集通知): the last day on which it can be sent."""

from dataclasses import dataclass
from datetime import date, timedelta


def last_day_of_notice(meeting: date, days: int) -> date:
    """The last day on which notice can be sent: `days` full days lie between it and the meeting (初日不算入)."""
    return meeting - timedelta(days=days + 1)


@dataclass(frozen=True, slots=True)
class NoticeCheck:
    """Whether a notice sent on a day is in time: `between` full days lie between it and the meeting."""

    sent: date
    meeting: date
    days: int
    last: date
    between: int

    @property
    def in_time(self) -> bool:
        return self.sent <= self.last


def check_notice(sent: date, meeting: date, days: int) -> NoticeCheck:
    """Count the full days between sending and meeting; neither day itself counts (民法140条)."""
    return NoticeCheck(sent, meeting, days, last_day_of_notice(meeting, days), max((meeting - sent).days - 1, 0))
