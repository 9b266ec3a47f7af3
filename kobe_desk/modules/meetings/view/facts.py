"""会議のこと: title, day and time, place, who presided, who wrote, who signs."""

from datetime import datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.table import day_words
from kobe_desk.modules.meetings.usecases import BODY_NAMES, BodyRow, MeetingRequest, MeetingRow
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import Choice, DateField, FormField, Need, NumberField, Option, PairField, TextArea, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph

BUILT_IN = ("general", "extraordinary", "board")
WAYS = {
    "hall": N_("People meet in a hall"),
    "method": N_("On paper, about the way of deciding"),
    "consent": N_("On paper, all agree"),
}


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
    """The form of a meeting; once it is written down, its facts in short, with a way back to the form."""

    save_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._bodies = Choice([Option(body, _(BODY_NAMES[body])) for body in BUILT_IN], columns=2)
        ways = Choice([Option(way, _(words)) for way, words in WAYS.items()])
        optional = Need.OPTIONAL
        self.form = Form(
            {
                "body": FormField(_("Kind of meeting"), self._bodies),
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
                "way": FormField(_("How it is decided"), ways),
                "opening": FormField(
                    _("Before the first motion"),
                    TextArea(width=460),
                    optional,
                    _("Opening words, choice of the chair."),
                ),
            }
        )
        self._bodies.set_value("general")
        ways.set_value("hall")
        self.save = primary(_("Save the meeting"), "save")
        self.save.clicked.connect(self._save)
        self.frozen = Notice("info", _("The minutes are adopted, so nothing here can be changed."))
        self.frozen.hide()
        self.change = link(_("Mend"), "pencil", name=_("Mend the facts of the meeting"))
        self.change.clicked.connect(lambda: self.unfold(True))
        self._facts = Facts(width=150)
        self.remove = secondary(_("Remove this meeting"), "trash-2")
        self._remove_row = QWidget()
        hint = Paragraph(_("Numbers of its motions are not used again."), ink="muted", narrow=True)
        self._remove_row.setLayout(Column(Row(self.remove, STRETCH), hint, gap="tight"))
        self.refused = Notice("warn")
        self.refused.hide()
        self.card = Card(_("The meeting"), self._facts, self.refused, self._remove_row, more=self.change)
        self._whole = QWidget()
        self._whole.setLayout(Column(self.form, Row(self.save, STRETCH), gap="group"))
        self.setLayout(Column(self.frozen, self.card, self._whole, gap="group"))
        self.card.hide()

    def unfold(self, whole: bool) -> None:
        """The whole form, or the facts in short."""
        focused = self.window().focusWidget()
        inside = focused is not None and self._whole.isAncestorOf(focused)
        self._whole.setVisible(whole)
        self.card.setVisible(not whole)
        if inside and not whole:
            self.change.setFocus()
        if whole and self.isVisible():
            self.form.focus_first()

    def know_bodies(self, rows: tuple[BodyRow, ...]) -> None:
        if [each.key for each in rows] != [card.option.value for card in self._bodies.cards]:
            self._bodies.offer([Option(each.key, each.said) for each in rows])

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
                "way": row.way,
            }
        )
        self._facts.show_facts(_short(row))
        self.unfold(False)
        self.change.setVisible(not row.adopted)
        voted = any(each.carried is not None for each in row.motions)
        self._remove_row.setVisible(not row.adopted and not voted)
        self.refused.hide()
        self.frozen.setVisible(row.adopted)

    def show_refusal(self, error: UserError) -> bool:
        if not self.card.isVisible() or error.field:
            return self.form.show_refusal(error)
        self.refused.ask(error.message())
        self.refused.show()
        return True

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


def _short(row: MeetingRow) -> list[tuple[str, str]]:
    """What people ask first; what is not written down yet is said, too."""
    until = f"〜{row.ends:%H:%M}" if row.ends else ""
    unknown = _("not written down yet")
    return [
        (_("Kind of meeting"), row.body_name),
        (_("Day and time"), f"{day_words(row.starts.date())}　{row.starts:%H:%M}{until}"),
        (_("Place"), row.place or unknown),
        (_("Chair of the meeting"), row.chair or unknown),
        (_("Writer of the minutes"), row.secretary or unknown),
        (_("Signatories of the minutes"), "、".join(row.signatories) or unknown),
    ]
