"""The date field: 元号 ▾ 年 月 日, and the same day in the other calendar beside it in grey."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import day_text, era
from kobe_desk.core.text import N_, _
from kobe_desk.ui.field.edit import NumberField, half_width
from kobe_desk.ui.field.select import Select
from kobe_desk.ui.layout import STRETCH, FoldingRow, Row
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme

WESTERN = ""
_LONGEST_YEAR = 4


class DayIncomplete(UserError):
    text = N_("Something is missing from this date. Fill in year, month and day.")


class DateField(QWidget):
    """A day. Nothing jumps by itself; `R8.4.1`, full width and a pasted `2026/4/1` are understood in the year.

    `start` is the era shown while it is empty (昭和 for birth dates); without it, the present era.
    """

    edited = Signal()

    def __init__(self, start: str | None = None, *, latest: date | None = None) -> None:
        super().__init__()
        self._latest = latest
        names = [each.name for each in reversed(era.eras())]
        self._era = Select([*((name, name) for name in names), (WESTERN, _("Western"))], 100)
        present = era.era_of(clock.today())
        self._era.set_value(start if start is not None else present.name if present else WESTERN)
        self._year, self._month, self._day = NumberField(0), NumberField(56), NumberField(56)
        self._other = Label(ink="muted")
        self.setLayout(
            FoldingRow(
                Row(
                    *(self._era, self._year, Label(_("year"))),
                    *(self._month, Label(_("month")), self._day, Label(_("day")), STRETCH),
                ),
                *(self._other, STRETCH),
            )
        )
        follow(self, self._measure)
        self._before = {field: "" for field in self._figures}
        self._era.edited.connect(self._changed)
        for field in self._figures:
            field.edited.connect(self._changed)
            field.editingFinished.connect(self._spread)
        self._year.textEdited.connect(self._pasted)

    @property
    def _figures(self) -> tuple[NumberField, ...]:
        return (self._year, self._month, self._day)

    def value(self) -> date | None:
        """The day, or None when all is empty. Raises the reason why it is no day."""
        typed = [half_width(field.text()) for field in self._figures]
        if not any(typed):
            return None
        year, month, day = typed
        whole = bool(year) and not year.isdecimal() and not (month or day)  # 1948-04-31 in the year says why not
        if not whole and not all(typed):
            raise DayIncomplete
        text = year if whole else f"{self._era.value()}{year}年{month}月{day}日"
        found = day_text.read_day(text, latest=self._latest)
        if not isinstance(found, date):
            raise DayIncomplete
        return found

    def set_value(self, value: date | None) -> None:
        """Show a day; one shown in the Western calendar stays in it."""
        parts: tuple[object, ...] = ("", "", "")
        if value is not None:
            named = era.era_of(value) if self._era.value() != WESTERN else None
            self._era.set_value(named.name if named else WESTERN)
            parts = (named.year_of(value) if named else value.year, value.month, value.day)
        for field, part in zip(self._figures, parts, strict=True):
            field.setText(str(part))
        self._tell_other()

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        words = (_("calendar"), _("year"), _("month"), _("day"))
        return tuple(zip(words, (self._era, *self._figures), strict=True))

    def _changed(self) -> None:
        self._tell_other()
        self.edited.emit()

    def _measure(self) -> None:
        self._year.setFixedWidth(theme.width(82 if self._era.value() == WESTERN else 56))

    def _tell_other(self) -> None:
        self._measure()
        try:
            day = self.value()
        except UserError:
            day = None
        words = "" if day is None else self._otherwise(day)
        self._other.setText(words)
        self._other.setVisible(bool(words))

    def _otherwise(self, day: date) -> str:
        """The day in the other calendar; on the day an era changed, in the era that is its own."""
        named = era.era_of(day)
        if self._era.value() == WESTERN:
            return era.wareki(day)
        return era.seireki(day) if named and named.name == self._era.value() else era.both_calendars(day)

    def _pasted(self, text: str) -> None:
        if len(text) - len(self._before[self._year]) > 1:
            self._spread()
        self._before[self._year] = self._year.text()

    def _spread(self) -> None:
        """A whole date that stands in the year goes where it belongs."""
        text = half_width(self._year.text())
        if len(text) <= _LONGEST_YEAR and text.isdecimal():
            return
        day = _day_in(text) or _day_in(f"{self._era.value()}{text}")
        if day is not None:
            self.set_value(day)
            self._before[self._year] = self._year.text()
            self.edited.emit()


def _day_in(text: str) -> date | None:
    try:
        found = day_text.read_day(text)
    except UserError:
        return None
    return found if isinstance(found, date) else None
