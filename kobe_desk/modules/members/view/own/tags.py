"""しるし: the tags there are, and one form to make another or to rename one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases.own.tags import TagRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, FormField, Option, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

PERSON, HOUSEHOLD, SKILL = "person", "household", "skill"
KINDS = {PERSON: N_("Of a person"), HOUSEHOLD: N_("Of a household"), SKILL: N_("Who can help")}
HINTS = {
    PERSON: N_("For one person, such as on duty with the flag."),
    HOUSEHOLD: N_("For all who live there, such as has a well."),
    SKILL: N_("What somebody can do or is willing to do. It needs the consent to be asked."),
}
COLUMNS: tuple[Column[TagRow], ...] = (
    Column(N_("Tag"), lambda row: row.name, width=240, stretch=True, bold=True),
    Column(N_("What it is put on"), lambda row: _(KINDS[row.kind]), width=190),
    Column(N_("Entries"), lambda row: f"{row.count:,}", width=90, right=True, secondary=True),
)


class TagsPart(QWidget):
    """Skills are tags that count only with a consent."""

    add_requested = Signal(str, str)
    rename_requested = Signal(object, str)
    remove_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._renamed: TagRow | None = None
        self.model: TableModel[TagRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("List of tags"))
        self.table.setMinimumHeight(210)
        self.table.row_opened.connect(lambda _row: self._rename())
        self._none = Paragraph(_("There is no tag yet. A tag marks people or households by a word."), ink="muted")
        self.rename = secondary(_("Change the word"), "pencil")
        self.remove = secondary(_("Take this tag away"), "trash-2")
        self.rename.clicked.connect(self._rename)
        self.remove.clicked.connect(self._remove)
        self._acts = QWidget()
        self._acts.setLayout(Flow(self.rename, self.remove))
        self.warning = Notice("warn")
        kinds = Choice([Option(kind, _(words), _(HINTS[kind])) for kind, words in KINDS.items()])
        self.form = Form(
            {
                "name": FormField(_("What the tag says"), TextField(260)),
                "kind": FormField(_("What it is put on"), kinds),
            }
        )
        self.save = secondary(_("Add this tag"), "plus")
        self.save.clicked.connect(self._save)
        self.stop = secondary(_("Leave it"), name=_("Leave the tag"))
        self.stop.clicked.connect(self.clear)
        self.card = Card(_("Another tag"), self.form)
        self.card.body.addLayout(Flow(self.save, self.stop))
        self.setLayout(Lines(self._none, self.table, self._acts, self.warning, self.card, STRETCH, gap="group"))
        self.show_tags(())
        self.clear()

    def show_tags(self, rows: Sequence[TagRow]) -> None:
        self.model.show(rows)
        for part in (self.table, self._acts):
            part.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def clear(self, _result: object = None) -> None:
        """An empty form for another tag."""
        self._renamed = None
        self.warning.hide()
        self.form.fill({"name": "", "kind": PERSON})
        self.form.fields["kind"].show()
        self.card.heading.setText(_("Another tag"))
        self.save.say(_("Add this tag"), "plus")
        self.stop.hide()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _rename(self) -> None:
        row: TagRow | None = self.table.row
        if row is None:
            return
        self._renamed = row
        self.form.fill({"name": row.name, "kind": row.kind})
        self.form.fields["kind"].hide()
        self.card.heading.setText(_("Another word for “{name}”").format(name=row.name))
        self.save.say(_("Save the word"), "save")
        self.stop.show()
        self.form.focus_first()

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        if self._renamed is None:
            self.add_requested.emit(values["name"], values["kind"])
        else:
            self.rename_requested.emit(self._renamed.id, values["name"])
