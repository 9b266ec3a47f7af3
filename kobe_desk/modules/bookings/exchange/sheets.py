"""Bookings as a table for Excel (CSV, XLSX)."""

from collections.abc import Iterable
from pathlib import Path

from kobe_desk.core.sheets.writing import Cell, write_csv, write_xlsx
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import STATE_NAMES, BookingRow

HEADER = (
    N_("Booking number"), N_("Day"), N_("From"), N_("Until"), N_("Room"), N_("Group"), N_("Purpose"),
    N_("Booking state"), N_("People"), N_("Fee (yen)"), N_("Paid (yen)"), N_("Key"), N_("Did not come"),
)  # fmt: skip
TITLE = N_("Bookings")


def header() -> list[str]:
    return [_(name) for name in HEADER]


def table_rows(rows: Iterable[BookingRow]) -> list[list[Cell]]:
    """One line for each booking, typed as Excel shows it."""
    return [
        [
            row.label,
            row.start.date(),
            f"{row.start:%H:%M}",
            f"{row.end:%H:%M}",
            row.room,
            row.group,
            row.purpose,
            _(STATE_NAMES[row.state]),
            row.people,
            row.fee,
            row.paid,
            row.key,
            "○" if row.no_show else "",
        ]  # fmt: skip
        for row in rows
    ]


def write_bookings(target: Path, rows: Iterable[BookingRow]) -> None:
    """Write bookings to a file: a workbook when its name ends in .xlsx, else CSV. Raises CannotBeWritten."""
    if target.suffix.lower() == ".xlsx":
        write_xlsx(target, _(TITLE), header(), table_rows(rows))
    else:
        write_csv(target, header(), table_rows(rows))
