"""合言葉と鍵: who can open the desk, in which role and for how long; one's own passphrase; a new recovery code."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.permission import ROLE_NAMES
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault.commands import SlotRow
from kobe_desk.core.vault.slots import SlotKind
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Section
from kobe_desk.ui.field import CheckBox
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened

_KINDS = {
    SlotKind.PASSPHRASE: N_("Passphrase"),
    SlotKind.RECOVERY: N_("Recovery code on paper"),
    SlotKind.KEYRING: N_("Kept by this computer"),
}


def _term(row: SlotRow) -> str:
    if row.kind is SlotKind.RECOVERY or row.until is None:
        return _("without end")
    return _("until {day}").format(day=f"{row.until:%Y/%m/%d}")


COLUMNS: tuple[TableColumn[SlotRow], ...] = (
    TableColumn(
        N_("Name"),
        lambda row: _("{person} (you)").format(person=row.person) if row.mine else row.person,
        width=190,
        stretch=True,
        bold=True,
    ),
    TableColumn(N_("Role"), lambda row: _(ROLE_NAMES[row.role]), width=110),
    TableColumn(
        N_("Term"),
        _term,
        width=170,
        meaning=lambda row: "" if row.in_term else "warn",
        icon=lambda row: "" if row.in_term else "triangle-alert",
    ),
    TableColumn(N_("Gives keys"), lambda row: _("yes") if row.admin else "", width=130, secondary=True),
    TableColumn(N_("What opens"), lambda row: _(_KINDS[row.kind]), width=180, secondary=True),
)


class KeysPart(QWidget):
    """The list of keys, and what can be done with the chosen one. `form` holds the question that was asked last."""

    add_wanted = Signal()
    term_wanted = Signal(object)
    end_wanted = Signal(object)
    reset_wanted = Signal(object)
    own_wanted = Signal()
    code_wanted = Signal()
    keyring_wanted = Signal(bool)

    def __init__(self, *, admin: bool) -> None:
        super().__init__()
        self.model: TableModel[SlotRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Keys of this desk"))
        self.add = secondary(_("Give somebody a key"), "user-plus")
        self.term = secondary(_("Change the term"), "calendar")
        self.end = secondary(_("End it now"), "ban")
        self.reset = secondary(_("Set a new passphrase for this person"), "refresh-cw")
        self.own = secondary(_("Change my passphrase"), "key-round")
        self.code = secondary(_("New recovery code"), "file-text")
        self.keyring = CheckBox(_("Open without a passphrase on this computer"))
        self.form = Column(gap="group")
        others = (self.add, self.term, self.end, self.reset, self.code)
        self.why = Notice("info", _("Only the person who looks after the keys can give or end them."))
        self.why.setHidden(admin)
        for button in others:
            button.setEnabled(admin)
        self.setLayout(
            Column(
                Section(
                    _("Who can open this desk"),
                    self.table,
                    self.why,
                    Flow(self.add, self.term, self.end, self.reset, gap=10),
                ),
                self.form,
                Section(_("Mine"), Flow(self.own, self.code, gap=10), self.keyring),
                Paragraph(
                    _("A role keeps honest people from slips. Whoever holds a key holds all of the desk."),
                    ink="muted",
                ),
                gap="group",
            )
        )
        self.add.clicked.connect(self.add_wanted)
        self.own.clicked.connect(self.own_wanted)
        self.code.clicked.connect(self.code_wanted)
        self.term.clicked.connect(lambda: self.term_wanted.emit(self.table.row))
        self.end.clicked.connect(lambda: self.end_wanted.emit(self.table.row))
        self.reset.clicked.connect(lambda: self.reset_wanted.emit(self.table.row))
        self.keyring.edited.connect(lambda: self.keyring_wanted.emit(self.keyring.value()))

    def show_keys(self, rows: Sequence[SlotRow]) -> None:
        """All keys; the entries of key stores are shown by the check box."""
        kept = [row for row in rows if row.kind is SlotKind.KEYRING and row.mine]
        self.keyring.set_value(bool(kept))
        self.model.show([row for row in rows if row.kind is not SlotKind.KEYRING])
        if self.table.row is None and rows:
            self.table.choose(rows[0].id)

    def ask(self, form: QWidget | None) -> None:
        """Show a question below the list in place of the one before."""
        self.form.empty()
        if form is not None:
            self.form.add(form)


def open_part(opened: "Opened") -> KeysPart:
    from kobe_desk.app.settings_pages.keys_controller import KeysController

    part = KeysPart(admin=opened.desk.who.admin)
    KeysController(part, opened)
    return part
