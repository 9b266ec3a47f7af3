"""役職 of one person: the terms, and the form that gives, corrects and ends them."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.members.table import TERM_COLUMNS
from kobe_desk.modules.members.usecases import AlreadyHeld, TermRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class OfficesPart(QWidget):
    """The list of terms, newest first, and one form for a new term or the chosen one."""

    term_requested = Signal(object, object, object, object, bool)
    """The term to correct (None for a new one), office, first day, last day, and whether to end the one before."""
    remove_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._edited: UUID | None = None
        self.model: TableModel[TermRow] = TableModel(TERM_COLUMNS)
        self.table = Table(self.model, _("Terms of office"))
        self._none = Paragraph(_("No office is written down for this person."), ink="muted")
        self.edit = secondary(_("Correct this term"), "pencil")
        self.remove = secondary(_("Take this term out"), "trash-2")
        self.edit.clicked.connect(self._edit)
        self.remove.clicked.connect(self._remove)
        self.table.row_opened.connect(lambda _row: self._edit())
        self._acts = QWidget()
        self._acts.setLayout(Flow(self.edit, self.remove))
        self.form = Form(
            {
                "office": FormField(_("Office"), Select(width=220)),
                "start": FormField(_("First day"), DateField()),
                "end": FormField(_("Last day"), DateField(), Need.OPTIONAL, _("Left empty as long as nobody knows.")),
            }
        )
        self.question = Notice("warn")
        self.question.hide()
        self.give = secondary(_("Give this office"), "plus")
        self.give.clicked.connect(lambda: self._ask(end_before=False))
        self.stop = secondary(_("Leave it"))
        self.stop.clicked.connect(self.clear)
        buttons = Flow(self.give, self.stop)
        self.card = Card(_("Give an office"), self.form, self.question)
        self.card.body.addLayout(buttons)
        self.setLayout(Column(self._none, self.table, self._acts, self.card, STRETCH, gap="group"))
        self.table.setMinimumHeight(200)
        self.clear()

    def show_offices(self, offices: Sequence[tuple[UUID, str]]) -> None:
        """The offices of the association."""
        select = self.form.fields["office"].control
        assert isinstance(select, Select)  # noqa: S101 - it is made above
        select.offer(list(offices))

    def show_terms(self, rows: Sequence[TermRow], name: str) -> None:
        self._name = name
        self.model.show(rows)
        for part in (self.table, self._acts):
            part.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def clear(self, _result: object = None) -> None:
        """An empty form for another office."""
        self._edited = None
        self.question.hide()
        self.form.fill({"start": None, "end": None})
        self.card.heading.setText(_("Give an office"))
        self.give.say(_("Give this office"), "plus")
        self.stop.hide()

    def show_refusal(self, error: UserError) -> None:
        """A refusal at its field; somebody else in the office is a question with both names in it."""
        start = self.form.typed().get("start")
        facts = error.values
        if not isinstance(error, AlreadyHeld) or start is None or not _ends_before(facts, start):
            self.question.hide()
            self.form.show_refusal(error)
            return
        before = era.wareki(start - timedelta(days=1))
        text = _("{holder} holds the office of {office}. {name} can take it over when that term ends the day before.")
        end = _("End the term of {holder} on {day}").format(holder=facts["holder"], day=before)
        self.question.ask(
            text.format(holder=facts["holder"], office=facts["office"], name=self._name),
            (end, lambda: self._ask(end_before=True)),
            (_("Choose another day"), self._choose_day),
        )
        self.question.show()
        self.question.buttons[0].setFocus()

    def _choose_day(self) -> None:
        self.question.hide()
        self.form.fields["start"].focus()

    def _ask(self, *, end_before: bool) -> None:
        values = self.form.read()
        if values is not None:
            self.term_requested.emit(self._edited, values["office"], values["start"], values["end"], end_before)

    def _edit(self) -> None:
        row: TermRow | None = self.table.row
        if row is None:
            return
        self.form.fill({"office": row.office_id, "start": row.start, "end": row.end})
        self._edited = row.id
        self.question.hide()
        self.card.heading.setText(_("Correct a term of office"))
        self.give.say(_("Save this term"), "save")
        self.stop.show()
        self.form.focus_first()

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)


def _ends_before(facts: dict[str, object], start: date) -> bool:
    """Whether the other term began earlier: only then can it be ended the day before."""
    begun = facts.get("start")
    return isinstance(begun, date) and begun < start
