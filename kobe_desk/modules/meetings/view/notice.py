"""通知: the last day, who is to get notice, what was sent."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import NOTICE_COLUMNS, day_words
from kobe_desk.modules.meetings.usecases import NOTICE_WAYS, MeetingRow, NoticeRequest, NoticeRow, VoterRow
from kobe_desk.modules.meetings.view.wording_card import WordingCard
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, NumberField, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class NoticePart(QWidget):
    """First whether it is in time, then the list of voters, then the record of sending."""

    day_chosen = Signal(object)
    list_requested = Signal()
    record_requested = Signal(object)
    remove_requested = Signal(object)
    papers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.check = Notice("info")
        self._voters = Paragraph()
        self.list = secondary(_("Make the list of voters"), "list-ordered")
        self.list.clicked.connect(self.list_requested)
        self.print = secondary(_("Notice and slips to print"), "printer")
        self.print.clicked.connect(self.papers_wanted)
        tools = QWidget()
        tools.setLayout(Flow(self.list, self.print))
        voters = Card(_("Who gets notice"), self._voters, tools)
        self._model: TableModel[NoticeRow] = TableModel(NOTICE_COLUMNS)
        self.table = Table(self._model, _("Notices sent"))
        self.table.setMinimumHeight(150)
        self.remove = secondary(_("Take this sending back"), "undo-2")
        self.remove.clicked.connect(self._remove)
        self._sent = QWidget()
        self._sent.setLayout(Column(self.table, Row(self.remove, STRETCH)))
        self.form = Form(
            {
                "day": FormField(_("Sent on"), DateField()),
                "way": FormField(_("In which way"), Select([(way, _(words)) for way, words in NOTICE_WAYS.items()])),
                "count": FormField(_("How many"), NumberField(84), Need.OPTIONAL),
                "note": FormField(_("Note"), TextField(width=380), Need.OPTIONAL),
            }
        )
        self.form.fill({"day": clock.today()})
        self.form.fields["day"].edited.connect(self._look)
        self.save = primary(_("Write down that notice was sent"), "send")
        self.save.clicked.connect(self._save)
        self._record = Card(_("Notice was sent"), self._sent, self.form, Row(self.save, STRETCH))
        self.wording = WordingCard()
        self.setLayout(Column(self.check, voters, self.wording, self._record, STRETCH, gap="group"))

    def show_meeting(self, row: MeetingRow) -> None:
        for part in (self.list, self.form, self.save, self.remove):
            part.setVisible(not row.adopted)
        self.wording.show_meeting(row)
        self._look()

    def show_check(self, last: date, days: int, sent: date, between: int, *, in_time: bool) -> None:
        """The dates, not a rule to be counted out."""
        words = _("The last day for notice is {last}: {days} full days lie between it and the meeting.")
        said = words.format(last=day_words(last), days=days)
        late = _("Notice sent on {day} leaves {between} full days only. The bylaws ask for {days}.")
        if in_time:
            fine = _("Sent on {day} it is in time.").format(day=day_words(sent))
            self.check.mean("ok")
            self.check.ask(f"{said}\n{fine}")
        else:
            self.check.mean("warn")
            self.check.ask(f"{said}\n{late.format(day=day_words(sent), between=between, days=days)}")

    def show_voters(self, rows: tuple[VoterRow, ...]) -> None:
        if rows:
            words = _("{count} on the list, slips {first} to {last}. It no longer changes with the roster.")
            self._voters.say(words.format(count=len(rows), first=rows[0].number, last=rows[-1].number))
            self.list.say(_("Make the list anew"))
            self.form.fill({"count": len(rows)} if self.form.typed().get("count") is None else {})
        else:
            self._voters.say(_("The list is made from the roster, with a number on each slip."))
            self.list.say(_("Make the list of voters"))

    def show_notices(self, rows: tuple[NoticeRow, ...]) -> None:
        self._model.show(rows)
        self._sent.setVisible(bool(rows))

    def show_refusal(self, error: UserError) -> bool:
        return self.wording.show_refusal(error) or self.form.show_refusal(error)

    def _look(self) -> None:
        day = self.form.typed().get("day")
        if day is not None:
            self.day_chosen.emit(day)

    def _remove(self) -> None:
        row = self.table.row
        if row is not None:
            self.remove_requested.emit(row.id)

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            request = NoticeRequest(values["day"], values["way"], values["count"] or 0, values["note"] or "")
            self.record_requested.emit(request)
