"""The papers of a meeting, from its notice to its minutes: jobs without the desk."""

from collections.abc import Callable, Sequence
from datetime import date

from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.papers.book import Bound, book_pdf
from kobe_desk.modules.meetings.papers.extract import Extract, extract_pdf
from kobe_desk.modules.meetings.papers.lists import attendance_pdf, count_sheet_pdf, register_pdf
from kobe_desk.modules.meetings.papers.minutes import ALL_HIDDEN, minutes_pdf, title_of
from kobe_desk.modules.meetings.papers.notice import Notice, notice_pdf
from kobe_desk.modules.meetings.papers.running import running_pdf
from kobe_desk.modules.meetings.usecases import MeetingPapers, MeetingRow, RegisterPaper, last_day
from kobe_desk.modules.members.papers.labels import labels_pdf
from kobe_desk.modules.members.usecases.paper_rows import LabelRow

__all__ = ("Extract", "Notice", "Printed", "extract_pdf", "make_papers", "minutes_pdf", "print_papers",
           "print_register")  # fmt: skip

Printed = tuple[tuple[str, bytes], ...]
"""Papers by the name they are listed and saved under."""


def print_papers(row: MeetingRow, house: Profile, chair: str, today: date, report: Report) -> Printed:
    """The minutes, and an extract of each motion that was carried: a job without the desk."""
    report(0, 1)
    made = [(title_of(row), minutes_pdf(row, house))]
    if row.adopted:
        for motion in row.motions:
            if motion.carried:
                made.append((f"抄本 {motion.number}", extract_pdf(Extract(row, motion, today, chair), house)))
    return tuple(made)


def make_papers(order: MeetingPapers, kinds: Sequence[str], notice: Notice | None, report: Report) -> Printed:
    """The papers asked for, in order: notice, labels, book, attendance, running, count, minutes, extracts, public.

    Without a `notice` it says what was written down for the meeting: dated today, papers to be handed in before.
    """
    made: list[tuple[str, bytes]] = []
    for number, kind in enumerate(kinds):
        report(number, len(kinds))
        made += _MAKERS[kind](order, notice, report)
    return tuple(made)


def print_register(order: RegisterPaper, report: Report) -> Printed:
    """議決一覧."""
    report(0, 1)
    return (("議決一覧", register_pdf(order.rows, order.house, order.today, order.note)),)


def _notice(order: MeetingPapers, notice: Notice | None, report: Report) -> list[tuple[str, bytes]]:
    row = order.row
    own = order.words
    said = notice or Notice(
        order.house,
        order.chair,
        row.notice_sent or order.today,
        last_day(own, row.starts.date()),
        bring=own.bring or "この通知",
        more=own.more,
        greeting=own.greeting,
    )
    return [(f"{row.title}招集通知", notice_pdf(row, said, order.voters, report))]


def _labels(order: MeetingPapers, _notice: Notice | None, _report: Report) -> list[tuple[str, bytes]]:
    """Addresses of the notice, with the number of the slips that go into the envelope."""
    rows = [
        LabelRow(each.postal_code, each.address, "", each.name, "様", each.number)
        for each in order.voters
        if each.address
    ]
    return [(f"{order.row.title}宛名ラベル", labels_pdf(rows, sample=order.house.sample))] if rows else []


def _book(order: MeetingPapers, _notice: Notice | None, report: Report) -> list[tuple[str, bytes]]:
    bound = tuple(Bound(each.label, each.title, each.data) for each in order.bound)
    return [(f"{order.row.title}議案書", book_pdf(order.row, order.house, bound, order.today, report))]


def _attendance(order: MeetingPapers, _notice: Notice | None, _report: Report) -> list[tuple[str, bytes]]:
    return [(f"{order.row.title}出席簿", attendance_pdf(order.row, order.house, order.voters))]


def _running(order: MeetingPapers, _notice: Notice | None, _report: Report) -> list[tuple[str, bytes]]:
    return [(f"{order.row.title}進行表", running_pdf(order.row, order.house))]


def _count(order: MeetingPapers, _notice: Notice | None, _report: Report) -> list[tuple[str, bytes]]:
    return [(f"{order.row.title}票数集計表", count_sheet_pdf(order.row, order.house))]


def _minutes(order: MeetingPapers, _notice: Notice | None, _report: Report) -> list[tuple[str, bytes]]:
    return [(title_of(order.row), minutes_pdf(order.row, order.house))]


def _extracts(order: MeetingPapers, _notice: Notice | None, report: Report) -> list[tuple[str, bytes]]:
    return list(print_papers(order.row, order.house, order.chair, order.today, report)[1:])


def _public(order: MeetingPapers, _notice: Notice | None, _report: Report) -> list[tuple[str, bytes]]:
    if order.public is None:
        return []
    mask = order.rule.mask
    hidden = tuple(
        each for each, used in zip(ALL_HIDDEN, (mask.names, mask.addresses, mask.phones), strict=True) if used
    )
    made = minutes_pdf(order.public, order.house, public=True, hidden=hidden)
    return [(f"{title_of(order.row)}（公開用）", made)]


_MAKERS: dict[str, Callable[[MeetingPapers, Notice | None, Report], list[tuple[str, bytes]]]] = {
    "notice": _notice,
    "labels": _labels,
    "book": _book,
    "attendance": _attendance,
    "running": _running,
    "count": _count,
    "minutes": _minutes,
    "extracts": _extracts,
    "public": _public,
}
