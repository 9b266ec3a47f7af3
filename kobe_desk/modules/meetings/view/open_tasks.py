"""The page of tasks: what every meeting left to somebody, due first; closed with what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import ACTION_COLUMNS, day_words
from kobe_desk.modules.meetings.usecases import ActionRequest, ActionRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, EmptyState, Facts
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table, TableModel


class TasksPage(Page):
    """A list, and below it the chosen task."""

    help_page = "meeting-tasks"
    meeting_opened = Signal(object)
    all_wanted = Signal(bool)
    change_requested = Signal(object, object)
    close_requested = Signal(object, str)
    reopen_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Tasks from meetings"), back=_("To the meetings"))
        self.all = CheckBox(_("Show those that are done, too"))
        self.all.edited.connect(lambda: self.all_wanted.emit(self.all.value()))
        self._chosen: ActionRow | None = None
        self._model: TableModel[ActionRow] = TableModel(ACTION_COLUMNS)
        self.table = Table(self._model, _("Tasks from meetings"))
        self.table.row_chosen.connect(self._choose)
        self._empty = EmptyState(
            _("Nothing is open."), _("A task is written down in a meeting: what, who, and until when.")
        )
        self._facts = Facts(width=150)
        self.form = Form(
            {
                "title": FormField(_("What is to be done"), TextField(width=420)),
                "person": FormField(_("By whom"), TextField(width=220), Need.OPTIONAL),
                "due": FormField(_("Due day"), DateField(), Need.OPTIONAL),
                "result": FormField(_("What came of it"), TextField(width=420), Need.OPTIONAL),
            }
        )
        self.close_task = primary(_("It is done"), "check")
        self.save = secondary(_("Save the task"), "save")
        self.reopen = secondary(_("It is not done after all"), "undo-2")
        self.meeting = secondary(_("Open this meeting"), "arrow-right")
        for button, act in ((self.close_task, self._close), (self.save, self._save), (self.reopen, self._reopen),
                            (self.meeting, self._open)):  # fmt: skip
            button.clicked.connect(act)
        tools = QWidget()
        tools.setLayout(Flow(self.close_task, self.save, self.reopen, self.meeting))
        self._card = Card(_("The task"), self._facts, self.form, tools)
        self._card.hide()
        self.table.shown_whole_in = self._card
        self.add(Row(self.all, STRETCH), self._empty, self.table, self._card, STRETCH)

    def show_tasks(self, rows: tuple[ActionRow, ...]) -> None:
        kept = self._chosen.id if self._chosen else None
        self._model.show(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._choose(next((each for each in rows if each.id == kept), rows[0] if rows else None))

    def show_refusal(self, error: UserError) -> bool:
        return self.form.show_refusal(error)

    def _choose(self, row: ActionRow | None) -> None:
        self._chosen = row
        self._card.setVisible(row is not None)
        if row is None:
            return
        self.table.choose(row.id)
        facts = [(_("Given in"), f"{row.meeting}　{day_words(row.given)}")]
        if row.carried:
            facts.append((_("Carried on"), _("through {count} meetings").format(count=row.carried)))
        if row.closed:
            facts.append((_("Done on"), day_words(row.closed)))
        self._facts.show_facts(facts)
        self._card.heading.setText(_("Overdue") if row.overdue else _("The task"))
        self.form.fill({"title": row.title, "person": row.person, "due": row.due, "result": row.result})
        done = row.closed is not None
        self.form.setEnabled(not done)
        self.close_task.setVisible(not done)
        self.save.setVisible(not done)
        self.reopen.setVisible(done)

    def _save(self) -> None:
        values = self.form.read()
        if values is not None and self._chosen is not None:
            request = ActionRequest(values["title"], values["person"] or "", values["due"])
            self.change_requested.emit(self._chosen.id, request)

    def _close(self) -> None:
        if self._chosen is not None:
            self.close_requested.emit(self._chosen.id, self.form.typed().get("result") or "")

    def _reopen(self) -> None:
        if self._chosen is not None:
            self.reopen_requested.emit(self._chosen.id)

    def _open(self) -> None:
        if self._chosen is not None:
            self.meeting_opened.emit(self._chosen.meeting_id)

    # Qt asks:

    def focus_first(self) -> None:
        (self.table if self.table.isVisible() else self.all).setFocus()
