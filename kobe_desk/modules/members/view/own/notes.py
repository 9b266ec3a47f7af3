"""The part of a person's page with the tags and the fields of the association's own."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases.own.fields import FieldRow
from kobe_desk.modules.members.usecases.own.noting import NotesRow
from kobe_desk.modules.members.view.own.tags import KINDS
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select, TextField
from kobe_desk.ui.field.ticks import Ticks
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Label, Paragraph


class NotesPart(QWidget):
    """A box for each tag, a line for each field; what belongs to the household says so."""

    save_requested = Signal(object, object)
    """The keys of the tags that are on, and the texts of the fields by key."""
    define_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._none = Paragraph(
            _("There are no tags and no fields of your own yet. They are made in the upkeep of the roster."),
            ink="muted",
        )
        self.warning = Notice("warn")
        self.warning.hide()
        self._tags, self._fields = Column(gap="item"), Column(gap="group")
        self._tag_card, self._field_card = Card(_("Tags")), Card(_("Fields of our own"))
        self._tag_card.body.addLayout(self._tags)
        self._field_card.body.addLayout(self._fields)
        self.ticks: dict[str, Ticks] = {}
        self.form = Form({})
        self.save = secondary(_("Save tags and fields"), "save")
        self.save.clicked.connect(self._save)
        self.define = secondary(_("Make tags and fields"), "tag")
        self.define.clicked.connect(self.define_wanted)
        column = Column(self.warning, self._none, self._tag_card, self._field_card, gap="group")
        column.add(self.save, self.define, STRETCH)
        self.setLayout(column)

    def show_notes(self, notes: NotesRow) -> None:
        """Every tag and field there is, and what is written."""
        self.warning.hide()
        self._tags.empty()
        self.ticks = {}
        for kind, words in KINDS.items():
            rows = [row for row in notes.tags if row.kind == kind]
            if rows and (notes.at_home or kind != "household"):
                self.ticks[kind] = Ticks([(str(row.id), row.name) for row in rows])
                self.ticks[kind].set_value([str(row.id) for row in rows if row.id in notes.put])
                self._tags.add(Label(_(words), ink="muted"), self.ticks[kind])
        fields = [row for row in notes.fields if notes.at_home or row.of == "person"]
        self._fields.empty()
        self.form = Form({str(row.id): _field(row) for row in fields})
        self.form.fill({str(row.id): notes.values.get(row.id, "") for row in fields})
        self._fields.add(self.form)
        self._tag_card.setVisible(bool(self.ticks))
        self._field_card.setVisible(bool(fields))
        there = bool(self.ticks or fields)
        self.save.setVisible(there)
        self._none.setVisible(not there)
        self.define.setVisible(not there)

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            put = frozenset(UUID(key) for ticks in self.ticks.values() for key in ticks.value())
            self.save_requested.emit(put, {UUID(key): text or "" for key, text in values.items()})


def _field(row: FieldRow) -> FormField:
    name = row.name if row.of == "person" else _("{name} (of the household)").format(name=row.name)
    if row.kind in ("yes_no", "choice"):
        words = row.choices or ("はい", "いいえ")
        return FormField(
            name, Select([("", _("nothing written")), *((each, each) for each in words)], 200), Need.OPTIONAL
        )
    support = {"date": _("Such as R8.4.1 or 2026/4/1."), "number": _("In figures.")}.get(row.kind, "")
    return FormField(name, TextField(160 if row.kind != "text" else 420), Need.OPTIONAL, support)
