"""What goes in and out of the centre's book as files: three ways, and the form of the one that leaves the desk."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import RoomRow
from kobe_desk.modules.bookings.view.centre.kinds import RoomSelect
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph

XLSX, CSV, ICAL = "xlsx", "csv", "ical"
KINDS = {
    XLSX: (N_("Workbook (Excel)"), ".xlsx"),
    CSV: (N_("CSV for Excel of today (UTF-8)"), ".csv"),
    ICAL: (N_("Calendar (iCalendar)"), ".ics"),
}
"""By the name of the kind: in words, and how the file ends."""


class FilesPage(Page):
    """Taking in begins on pages of its own, where nothing is written before it was looked at."""

    help_page = "bookings-files"
    calendar_wanted = Signal()
    past_wanted = Signal()
    write_wanted = Signal(object)
    """The values of the form, by name."""

    def __init__(self) -> None:
        super().__init__(_("Take in and hand out"), back=_("To the centre"))
        self.told = Notice("ok")
        self.told.hide()
        self.calendar = secondary(_("Choose a calendar"), "calendar-plus")
        self.calendar.clicked.connect(self.calendar_wanted)
        self.past = secondary(_("Choose a table"), "file-spreadsheet")
        self.past.clicked.connect(self.past_wanted)
        words = _("Dates of a calendar program (.ics) become bookings of one group. You see each of them first.")
        other = _("Tables of past years, days down and rooms across, become bookings. You see each of them first.")
        kinds = [(kind, _(name)) for kind, (name, _suffix) in KINDS.items()]
        self.rooms = RoomSelect()
        self.form = Form(
            {
                "kind": FormField(_("Kind of file"), Select(kinds), Need.UNSAID),
                "first": FormField(_("First day"), DateField()),
                "last": FormField(_("Last day"), DateField()),
                "room": FormField(_("Room"), self.rooms, Need.UNSAID),
                "recipient": FormField(_("Who is given it"), TextField(300), support=_("Your own office counts, too.")),
                "purpose": FormField(_("What it is given for"), TextField(420)),
                "return_by": FormField(_("To be returned by"), DateField(), Need.OPTIONAL),
            }
        )
        self.write = primary(_("Write the file"), "download")
        self.write.clicked.connect(self._write)
        self.add(
            self.told,
            Card(_("Take in a calendar"), Paragraph(words), _across(self.calendar)),
            Card(_("Take in tables of past years"), Paragraph(other), _across(self.past)),
            Card(_("Write bookings to a file"), self.form, _across(self.write)),
            STRETCH,
        )

    def begin(self, first: date, last: date) -> None:
        """The period that is offered."""
        self.form.fill({"first": first, "last": last})

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        self.rooms.offer_rooms(rows)

    def show_written(self, path: Path, number: str) -> None:
        """Where the file is, and its number in the record."""
        words = _("Written: {name}. It stands in the record as {number}.")
        self._say("ok", words.format(name=path.name, number=number))

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self._say("warn", error.message())

    def target(self, kind: str) -> Path | None:
        """Ask where the file is to be; None when the person left it."""
        words, suffix = KINDS[kind]
        start = str(paths.documents().parent / f"{_('Bookings')}{suffix}")
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, f"{_(words)} (*{suffix})")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == suffix else Path(f"{chosen}{suffix}")

    def _say(self, meaning: str, words: str) -> None:
        self.told.mean(meaning)
        self.told.ask(words)
        self.told.show()
        self.to_top()

    def _write(self) -> None:
        values: dict[str, Any] | None = self.form.read()
        if values is not None:
            self.write_wanted.emit(values)

    # Qt asks:

    def focus_first(self) -> None:
        self.calendar.setFocus()


def _across(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(Flow(*buttons, gap=10))
    return holder
