"""宿題: what a meeting leaves to somebody, until when."""

from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import ActionRequest, ActionRow
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Paragraph


def task_words(row: ActionRow) -> str:
    """見積書を2社からとる（谷口、令和8年11月28日まで）."""
    until = _("until {day}").format(day=era.wareki(row.due)) if row.due else ""
    said = "、".join(each for each in (row.person, until) if each)
    return f"{row.title}（{said}）" if said else row.title


class TasksCard(Card):
    """The tasks of this meeting; the form of another one unfolds."""

    task_added = Signal(object)
    task_closed = Signal(object)

    def __init__(self) -> None:
        self._rows = Column(gap="tight")
        self.form = Form(
            {
                "title": FormField(_("What is to be done"), TextField(width=420)),
                "person": FormField(_("By whom"), TextField(width=220), Need.OPTIONAL),
                "due": FormField(_("Due day"), DateField(), Need.OPTIONAL),
            }
        )
        self.more = secondary(_("Write down a task"), "plus")
        self.save = secondary(_("Save the task"), "save")
        super().__init__(_("Tasks from this meeting"))
        self.body.addLayout(self._rows)
        self.body.add(self.form, Row(self.more, self.save, STRETCH))
        self.more.clicked.connect(lambda: self.unfold(True))
        self.save.clicked.connect(self._save)
        self.unfold(False)

    def unfold(self, whole: bool) -> None:
        self.form.setVisible(whole)
        self.save.setVisible(whole)
        self.more.setVisible(not whole)
        if whole:
            self.form.fill({"title": "", "person": "", "due": None})
            self.form.focus_first()

    def show_tasks(self, rows: tuple[ActionRow, ...], *, frozen: bool = False) -> None:
        self._rows.empty()
        for row in rows:
            words = task_words(row)
            done = link(_("It is done"), "check", name=_("Done: {title}").format(title=row.title))
            done.clicked.connect(lambda _checked=False, key=row.id: self.task_closed.emit(key))
            done.setVisible(row.closed is None)
            line = Row(gap="item")
            line.addWidget(Paragraph(words if row.closed is None else _("{task}: done").format(task=words)), 1)
            line.add(done)
            self._rows.add(line)
        self.setVisible(bool(rows) or not frozen)

    def show_refusal(self, error: UserError) -> bool:
        return self.form.isVisible() and self.form.show_refusal(error)

    def _save(self) -> None:
        values: dict[str, Any] | None = self.form.read()
        if values is not None:
            self.task_added.emit(ActionRequest(values["title"], values["person"] or "", values["due"]))
