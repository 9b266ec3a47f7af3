"""Taking in a table of past years: which month it begins in, and whose the names in it are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _, n_
from kobe_desk.modules.bookings.usecases import GroupLine
from kobe_desk.modules.bookings.view.draws.rounds import month_words
from kobe_desk.modules.bookings.view.files.taking import TakeInPage
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.text import Paragraph

YEARS = 12
"""So far back a table may begin."""


class PastPage(TakeInPage):
    """How the table was read stands above its uses; names that are not known yet are asked about one by one."""

    sheet_chosen = Signal(str)
    answered = Signal()

    def __init__(self, today: date) -> None:
        self._names: dict[str, Select] = {}
        self.sheet = Select((), 220)
        self.month = Select(_months(today), 190)
        self.form = Form(
            {
                "sheet": FormField(_("Sheet of the workbook"), self.sheet, Need.UNSAID),
                "month": FormField(
                    _("First month of the table"),
                    self.month,
                    Need.UNSAID,
                    _("It counts where the days do not say their month."),
                ),
            }
        )
        self.read_as = Paragraph(ink="muted")
        self.intro = Paragraph("", bold=True)
        self._lines = Down(gap="item")
        lines = QWidget()
        lines.setLayout(self._lines)
        self.unknown = Card(_("Names that are new here"), self.intro, lines, box="next")
        self.unknown.hide()
        questions = QWidget()
        questions.setLayout(Down(self.form, self.read_as, self.unknown, gap="item"))
        text = _(
            "An Excel workbook (.xlsx) or a CSV file with days down and rooms and times across is read in. "
            "You can also drop it here.\nNothing is written before you say so."
        )
        title = _("Take in tables of past years")
        super().__init__(title, _("Which file holds the table?"), text, (".xlsx", ".csv"), questions)
        self.sheet.edited.connect(lambda: self.sheet_chosen.emit(self.sheet.value()))
        self.month.edited.connect(self.answered)

    def show_sheets(self, names: Sequence[str], chosen: str) -> None:
        self.form.fields["sheet"].setVisible(len(names) > 1)
        self.sheet.offer([(name, name) for name in names])
        self.sheet.set_value(chosen)

    def show_reading(self, rooms: Sequence[str], bands: Sequence[str], days: int) -> None:
        """Which rooms and times the columns were read as."""
        words = _("Read as rooms: {rooms}. As times of the day: {bands}. {days} days.")
        self.read_as.say(words.format(rooms=_(", ").join(rooms), bands=_(", ").join(bands), days=days))

    def show_names(self, names: Sequence[str], groups: Sequence[GroupLine]) -> None:
        """Each name that no group has: it becomes a new group, or is one that is there."""
        if tuple(names) == tuple(self._names):
            return
        self._lines.empty()
        self._names = {}
        options: list[tuple[Any, str]] = [(None, _("make a new group"))]
        options += [(each.id, each.name) for each in groups]
        for name in names:
            choice = Select(options, 320)
            choice.setAccessibleName(_("Who “{name}” is").format(name=name))
            choice.edited.connect(self.answered)
            self._names[name] = choice
            self._lines.add(Down(Paragraph(name), choice, gap="tight"))
        words = n_("{count} name is not known yet. Say who it is.",
                   "{count} names are not known yet. Say who each of them is.", len(names))  # fmt: skip
        self.intro.say(words.format(count=len(names)))
        self.unknown.setVisible(bool(names))

    def decided(self) -> Mapping[str, UUID | None]:
        """Who each unknown name is; None: a new group."""
        return {name: choice.value() for name, choice in self._names.items()}


def _months(today: date) -> list[tuple[date, str]]:
    last = today.year * 12 + today.month - 1
    months = [date(count // 12, count % 12 + 1, 1) for count in range(last, last - YEARS * 12, -1)]
    return [(month, month_words(month)) for month in months]
