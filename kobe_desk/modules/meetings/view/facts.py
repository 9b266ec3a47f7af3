"""会議のこと: title, day and time, place, who presided, who wrote, who signs."""

from datetime import datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import BODY_NAMES, MeetingRequest, MeetingRow
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import Choice, DateField, FormField, Need, NumberField, Option, PairField, TextArea, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice


class TimeIncomplete(UserError):
    text = N_("Please write the hour and the minutes of the time.")


def _time_field() -> PairField:
    return PairField((_("hour"), NumberField(56, least=0, most=23)), (_("minutes"), NumberField(56, least=0, most=59)))


def _time(pair: tuple[int | None, ...], field: str) -> time | None:
    hour, minute = pair if pair else (None, None)
    if hour is None and minute is None:
        return None
    if hour is None:
        raise TimeIncomplete(field)
    return time(hour, minute or 0)


class FactsPart(QWidget):
    """The form of a meeting; it is written down with one button."""

    save_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        bodies = Choice([Option(body, _(words)) for body, words in BODY_NAMES.items()])
        optional = Need.OPTIONAL
        self.form = Form(
            {
                "body": FormField(_("Kind of meeting"), bodies),
                "title": FormField(_("Title of the meeting"), TextField(width=420)),
                "day": FormField(_("Day of the meeting"), DateField()),
                "begins": FormField(_("Begins at"), _time_field(), support=_("Hour and minutes, such as 10 and 0.")),
                "closes": FormField(_("Ends at"), _time_field(), optional),
                "place": FormField(_("Place"), TextField(width=420), optional),
                "notice_sent": FormField(_("Notice sent on"), DateField(), optional),
                "chair": FormField(_("Chair of the meeting"), TextField(width=260), optional),
                "secretary": FormField(_("Writer of the minutes"), TextField(width=260), optional),
                "signatories": FormField(
                    _("Signatories of the minutes"), TextField(width=420), optional, _("Put 、 between the names.")
                ),
                "opening": FormField(
                    _("Before the first motion"),
                    TextArea(width=460),
                    optional,
                    _("Opening words, choice of the chair."),
                ),
            }
        )
        bodies.set_value("general")
        self.save = primary(_("Save the meeting"), "save")
        self.save.clicked.connect(self._save)
        self.frozen = Notice("info", _("The minutes are adopted, so nothing here can be changed."))
        self.frozen.hide()
        self.setLayout(Column(self.frozen, self.form, Row(self.save, STRETCH), STRETCH, gap="group"))

    def show_meeting(self, row: MeetingRow) -> None:
        ends = row.ends
        self.form.fill(
            {
                "body": row.body,
                "title": row.title,
                "day": row.starts.date(),
                "begins": (row.starts.hour, row.starts.minute),
                "closes": (ends.hour, ends.minute) if ends else None,
                "place": row.place,
                "notice_sent": row.notice_sent,
                "chair": row.chair,
                "secretary": row.secretary,
                "signatories": "、".join(row.signatories),
                "opening": row.opening,
            }
        )
        self.form.setEnabled(not row.adopted)
        self.save.setVisible(not row.adopted)
        self.frozen.setVisible(row.adopted)

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        try:
            begins, closes = _time(values.pop("begins"), "begins"), _time(values.pop("closes"), "closes")
        except UserError as error:
            self.form.show_refusal(error)
            return
        day = values.pop("day")
        names = [each.strip() for each in values.pop("signatories").replace(",", "、").split("、")]
        request = MeetingRequest(
            starts=datetime.combine(day, begins or time()),
            ends=datetime.combine(day, closes) if closes else None,
            signatories=tuple(each for each in names if each),
            notice_sent=values.pop("notice_sent"),
            **{name: value or "" for name, value in values.items()},
        )
        self.save_requested.emit(request)
