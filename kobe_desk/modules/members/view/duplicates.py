"""重複: two entries that may be one person, side by side; what is kept is chosen, what is left out is told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import SEXES, town_and_number
from kobe_desk.modules.members.usecases import DuplicateRow, EntryRow, MergeField, MergeView, MergeWish
from kobe_desk.modules.members.view.wording import FIELDS
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, Choice, FormField, Need, Option
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

REASONS = {
    "birth": N_("same name and birth date"),
    "house": N_("same name and address"),
    "phone": N_("same name and telephone"),
}
TABLES = {
    "office_term": N_("Terms of office"),
    "consent": N_("Consents"),
    "earlier_membership": N_("Earlier memberships"),
}
"""What goes over to the entry that stays; whatever else there is is called other records."""
NAMES = {**FIELDS, "household_id": N_("Household"), "until": N_("Last day as a member"), "birth_part": N_("Birth date")}
MARKS = ("①", "②")
"""Which of the two entries something is of."""
WIDTH = 560
"""So wide are the two values side by side: a telephone number in bold stays on one line."""
STAYS, NOTES = "stays", "note_rest"

COLUMNS: tuple[Column[DuplicateRow], ...] = (
    Column(N_("One entry"), lambda row: row.one.name, width=150, stretch=True, bold=True),
    Column(N_("The other"), lambda row: row.other.name, width=150, stretch=True),
    Column(N_("Why"), lambda row: _(REASONS[row.reason]), width=220),
)


def _words(name: str, value: Any) -> str:
    """A value as it stands on a card to choose."""
    if name == "sex":
        return _(dict(SEXES).get(value, ""))
    if isinstance(value, date):
        return era.wareki(value)
    if name == "household_id" and value:
        return town_and_number(value)
    return str(value or _("(empty)"))


def _facts(entry: EntryRow) -> str:
    parts = (entry.kana, era.wareki(entry.birth) if entry.birth else "", town_and_number(entry.address), entry.phone)
    return "\n".join(filter(None, parts))


class DuplicatesPage(Page):
    """The pairs above, the chosen one below."""

    help_page = "members-duplicates"
    looked = Signal(object)
    """A `MergeWish` to be shown."""
    merge_requested = Signal(object)
    apart_requested = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(_("Entries written twice"), back=_("To the upkeep"))
        self.model: TableModel[DuplicateRow] = TableModel(COLUMNS, key=lambda row: (row.one.id, row.other.id))
        self.table = Table(self.model, _("Entries that may be one person"))
        self.table.setMinimumHeight(170)
        self.table.row_chosen.connect(self._choose)
        self._none = Notice("ok", _("No entries look like one person."))
        self.warning = Notice("warn")
        self.warning.hide()
        self.form = Form({})
        self._laid: tuple[Any, ...] = ()
        self._told = Paragraph(ink="muted")
        self.merge = primary(_("Make one entry of the two"), "git-merge")
        self.merge.clicked.connect(lambda: self.merge_requested.emit(self._wish()))
        self.apart = secondary(_("These are two people"), "users")
        self.apart.clicked.connect(self._apart)
        acts = QWidget()
        acts.setLayout(Flow(self.merge, self.apart))
        self._card = Card(_("Side by side"), self.form, self._told, acts)
        self.table.shown_whole_in = self._card
        self.add(self._none, self.table, self.warning, self._card, STRETCH)
        self.show_pairs(())

    def show_pairs(self, rows: Sequence[DuplicateRow]) -> None:
        """All pairs that look like one person, the surest first."""
        self.model.show(rows)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._choose(self.table.row)
        if rows and self.header.back.hasFocus():
            self.table.setFocus()  # the page was opened before its rows were here

    def show_view(self, view: MergeView) -> None:
        """What the merge would do: the choices that are left, what goes over, what is left out, who stays."""
        laid = (self.form.fields[STAYS].control.value(), tuple(each.name for each in view.fields))
        if laid != self._laid:
            self._lay_out(view)
            self._laid = laid
        self.form.fill({each.name: each.taken for each in view.fields})
        self._told.say("\n".join(_sentences(view, noted=bool(self.form.fields[NOTES].control.value()))))

    def show_refusal(self, error: UserError) -> None:
        self.warning.ask(error.message())
        self.warning.show()

    def _choose(self, row: DuplicateRow | None) -> None:
        self.warning.hide()
        self._card.setVisible(row is not None)
        if row is not None:
            self._laid = ()
            self._put({**_which(row), **_rest()}, {STAYS: row.one.id, NOTES: True})
            self._look()

    def _lay_out(self, view: MergeView) -> None:
        row, kept = self.table.row, self.form.typed()
        mine, theirs = MARKS if kept[STAYS] == row.one.id else MARKS[::-1]
        choices = {each.name: _either(each, mine, theirs) for each in view.fields}
        self._put({**_which(row), **choices, **_rest()}, {name: kept[name] for name in (STAYS, NOTES)})
        if self._laid:
            self.form.focus_first()

    def _put(self, fields: dict[str, FormField], values: dict[str, Any]) -> None:
        before, self.form = self.form, Form(fields)
        self.form.fill(values)
        self.form.edited.connect(self._look)
        self._card.body.replaceWidget(before, self.form)
        before.hide()
        before.setParent(None)
        before.deleteLater()

    def _look(self) -> None:
        self.looked.emit(self._wish())

    def _wish(self) -> MergeWish:
        row, said = self.table.row, self.form.typed()
        keep = said.pop(STAYS)
        drop = row.other.id if keep == row.one.id else row.one.id
        note_rest = bool(said.pop(NOTES))
        if self._laid and keep != self._laid[0]:
            said = {}  # what was chosen was said of the other entry
        return MergeWish(keep, drop, {name: taken for name, taken in said.items() if taken}, note_rest)

    def _apart(self) -> None:
        if self.table.row is not None:
            self.apart_requested.emit(self.table.row.one.id, self.table.row.other.id)

    # Qt asks:

    def focus_first(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()


def _either(each: MergeField, mine: str, theirs: str) -> FormField:
    """A field the entries differ in: whose value is taken."""
    kept = Option("keep", f"{mine}　{_words(each.name, each.kept)}")
    dropped = Option("drop", f"{theirs}　{_words(each.name, each.dropped)}")
    choice = Choice([kept, dropped], columns=2)
    follow(choice, lambda: choice.setMinimumWidth(theme.width(WIDTH)))
    return FormField(_(NAMES.get(each.name, each.name)), choice, Need.UNSAID)


def _which(row: DuplicateRow) -> dict[str, FormField]:
    marked = zip(MARKS, (row.one, row.other), strict=True)
    entries = [Option(each.id, f"{mark}　{each.name}", _facts(each)) for mark, each in marked]
    return {STAYS: FormField(_("Which entry stays"), Choice(entries, columns=2), Need.UNSAID)}


def _rest() -> dict[str, FormField]:
    note = CheckBox(_("Write what is not taken into the notes"))
    return {NOTES: FormField(_("What is not taken"), note, Need.UNSAID)}


def _sentences(view: MergeView, *, noted: bool) -> list[str]:
    said = []
    if view.moved:
        named = "、".join(
            _("{what} {count}").format(what=_(TABLES.get(each.table, N_("Other records"))), count=each.count)
            for each in view.moved
        )
        said.append(_("Goes over to {name}: {what}").format(name=view.keep, what=named))
    if view.left_out:
        words = _("Written into the notes: {what}") if noted else _("Lost: {what}")
        said.append(words.format(what="、".join(view.left_out)))
    if view.photo_goes:
        said.append(_("The other photo is erased when the desk is closed; until then the merge can be undone."))
    if view.staying:
        said.append(_("Stay in their household: {names}").format(names="、".join(view.staying)))
    return said
