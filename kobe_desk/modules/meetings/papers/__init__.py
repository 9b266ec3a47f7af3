"""The papers of a meeting, from its notice to its minutes: jobs without the desk."""

from datetime import date

from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.papers.extract import Extract, extract_pdf
from kobe_desk.modules.meetings.papers.minutes import minutes_pdf
from kobe_desk.modules.meetings.usecases import MeetingRow

__all__ = ("Extract", "Printed", "extract_pdf", "minutes_pdf", "print_papers")

Printed = tuple[tuple[str, bytes], ...]
"""Papers by the name they are listed and saved under."""


def print_papers(row: MeetingRow, house: Profile, chair: str, today: date, report: Report) -> Printed:
    """The minutes, and an extract of each motion that was carried: a job without the desk."""
    report(0, 1)
    made = [(f"{row.title}議事録", minutes_pdf(row, house))]
    if row.adopted:
        for motion in row.motions:
            if motion.carried:
                made.append((f"抄本 {motion.number}", extract_pdf(Extract(row, motion, today, chair), house)))
    return tuple(made)
