"""The people in the drawer: who needs what help, and who comes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import PersonRow, SealedEntry, SealedListRow, SealedPersonRow
from kobe_desk.modules.members.view.drawer.words import EMPTY, ENTRY, entry_form
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import SearchField, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, FoldingRow
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Label, Paragraph

COLUMNS: tuple[Column[SealedPersonRow], ...] = (
    Column(N_("Full name"), lambda row: row.entry.name, width=180, bold=True,
           icon=lambda row: "triangle-alert" if row.left else ""),
    Column(N_("Address"), lambda row: row.entry.address, width=230, stretch=True, secondary=True),
    Column(N_("Why help is needed"), lambda row: row.entry.reason.replace("\n", " "), width=200, stretch=True),
    Column(N_("Who comes to help"), lambda row: row.entry.helpers, width=180, stretch=True, secondary=True),
)  # fmt: skip


class PeoplePart(QWidget):
    """The list, the chosen person in full, and one form."""

    list_chosen = Signal(object)
    searched = Signal(str)
    begin_wanted = Signal(object)
    """A person of the roster with whom an entry begins."""
    save_requested = Signal(object, object, object)
    """The row to correct (None for a new one), its list, the entry."""
    remove_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._edited: UUID | None = None
        self._person: UUID | None = None
        self._open: tuple[SealedListRow, ...] = ()
        self.which = Select([(None, _("All lists"))], 320)
        caption = Label(_("Which list"), bold=True)
        caption.setBuddy(self.which)
        self.which.setAccessibleName(caption.text())
        self.which.edited.connect(lambda: self.list_chosen.emit(self.which.value()))
        self.add = primary(_("Add a person"), "plus")
        self.model: TableModel[SealedPersonRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("People in the drawer"))
        self.table.setMinimumHeight(210)
        self.table.row_chosen.connect(self._show)
        self._none = Notice("info")
        self._facts = Facts(width=140)
        self.left = Notice(
            "warn", _("The roster says that this person no longer belongs. Ask the ward office or the family.")
        )
        self.edit = secondary(_("Correct this entry"), "pencil")
        self.remove = secondary(_("Take this entry out"), "trash-2")
        self.chosen = Card(_("This person"), self.left, self._facts)
        self.chosen.body.addLayout(Flow(self.edit, self.remove))
        self.table.shown_whole_in = self._facts
        self._build_form()
        head = FoldingRow(caption, self.which, STRETCH, self.add, gap="item")
        self.setLayout(Lines(head, self._none, self.table, self.chosen, self.card, STRETCH, gap="group"))
        self.add.clicked.connect(self._begin)
        self.edit.clicked.connect(self._correct)
        self.remove.clicked.connect(self._remove)
        self.show_people(())

    def _build_form(self) -> None:
        self.search = SearchField(_("Take from the roster"), 220)
        self.search.searched.connect(self.searched)
        self._hits = Flow()
        hits = QWidget()
        hits.setLayout(self._hits)
        self.warning = Notice("warn")
        self.lists = Select([], 320)
        self.form = entry_form(self.lists)
        self.save, self.leave = primary(_("Seal this entry"), "lock"), secondary(_("Leave it"))
        self.card = Card(_("Another person"), self.search, hits, self.warning, self.form)
        self.card.body.addLayout(Flow(self.save, self.leave))
        self.card.hide()
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.close_form)

    # what is shown

    def show_lists(self, rows: Sequence[SealedListRow]) -> None:
        """The lists still held: which is looked at, and into which an entry goes."""
        self._open = tuple(row for row in rows if row.closed is None)
        choices = [(row.id, row.title) for row in self._open]
        self.which.offer([(None, _("All lists")), *choices])
        self.lists.offer(choices)
        self.add.setEnabled(bool(choices))
        self._say_none()

    def show_people(self, rows: Sequence[SealedPersonRow]) -> None:
        self.model.show(rows)
        self.table.setVisible(bool(rows) and self.card.isHidden())
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show(self.table.row)
        self._say_none()

    def show_hits(self, rows: Sequence[PersonRow]) -> None:
        """Who on the roster fits what was typed."""
        self._hits.empty()
        for row in rows:
            hit = link(
                row.name, "user-plus", name=_("Take {name}, {address}").format(name=row.name, address=row.address)
            )
            hit.clicked.connect(lambda _on=False, key=row.id: self.begin_wanted.emit(key))
            self._hits.add(hit)
        if not rows and self.search.text():
            self._hits.add(Paragraph(_("Nobody was found. Write a name or a reading."), ink="muted"))

    def show_entry(self, entry: SealedEntry) -> None:
        """Begin with what the roster knows."""
        self._person = entry.person
        self.form.fill({name: getattr(entry, name) for name in ENTRY})
        self._hits.empty()
        self.search.set_text("")

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def close_form(self, _result: object = None) -> None:
        self._edited = self._person = None
        self.form.fill(EMPTY)
        self._hits.empty()
        self.search.set_text("")
        self.warning.hide()
        self.card.hide()
        self.add.show()
        self._show(self.table.row)
        self.table.setVisible(bool(self.model.rowCount()))
        self._say_none()

    def forget(self) -> None:
        """The drawer is shut: nothing of it stays on the page."""
        self.close_form()
        self.show_people(())
        self._facts.show_facts(())

    def _say_none(self) -> None:
        words = _("Nobody is in this list yet.") if self._open else _("Write down first which list was received.")
        self._none.ask(words)
        self._none.setVisible(not self.model.rowCount() and self.card.isHidden())

    def _show(self, row: SealedPersonRow | None) -> None:
        self.chosen.setVisible(row is not None and self.card.isHidden())
        if row is None:
            return
        self.left.setVisible(row.left)
        entry = row.entry
        birth = era.wareki(entry.birth) if entry.birth else ""
        name = f"{entry.name}（{entry.kana}）" if entry.kana else entry.name
        said: dict[str, Any] = {each: getattr(entry, each) for each in ENTRY}
        said |= {"name": name, "birth": birth, "kana": "", "sex": ""}
        self._facts.show_facts([(_(label), said[each]) for each, label in ENTRY.items() if said[each]])

    # what is asked

    def _begin(self) -> None:
        self.close_form()
        self._show_form(_("Another person"))
        self.form.fill({"list": self.which.value() or (self._open[0].id if self._open else None)})

    def _correct(self) -> None:
        row: SealedPersonRow | None = self.table.row
        if row is None:
            return
        self.close_form()
        self._edited, self._person = row.id, row.entry.person
        self._show_form(_("Correct this entry"))
        self.form.fill({"list": row.list_id, **{name: getattr(row.entry, name) for name in ENTRY}})

    def _show_form(self, title: str) -> None:
        self.card.heading.setText(title)
        self.search.setVisible(self._edited is None)
        self.form.fields["list"].setVisible(self._edited is None)
        self.card.show()
        for part in (self.table, self.chosen, self._none, self.add):
            part.hide()
        self.search.edit.setFocus() if self._edited is None else self.form.fields["name"].focus()

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            which = values.pop("list")
            self.save_requested.emit(self._edited, which, SealedEntry(**values, person=self._person))
