"""Who can open the drawer; another officer is given access with their own passphrase, and it is ended."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import ROLE_NAMES
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault.drawer import DrawerStatus, HolderRow
from kobe_desk.modules.members.usecases import DrawerLine
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.dialog import confirm
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.field.secret import PassphraseField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph


def _name(row: HolderRow) -> str:
    if row.paper:
        return _("The paper of the drawer ({mark})").format(mark=row.mark)
    return _("{person} (you)").format(person=row.person) if row.mine else row.person


def _term(row: HolderRow) -> str:
    if row.paper or row.until is None:
        return _("without end")
    day = era.wareki(row.until)
    return _("until {day}").format(day=day) if row.in_term else _("ended on {day}").format(day=day)


COLUMNS: tuple[Column[HolderRow], ...] = (
    Column(N_("Name"), _name, width=300, stretch=True, bold=True),
    Column(N_("Role"), lambda row: "" if row.paper else _(ROLE_NAMES[row.role]), width=120, secondary=True),
    Column(N_("Term"), _term, width=250, stretch=True, meaning=lambda row: "" if row.in_term else "warn"),
)
LOG_COLUMNS: tuple[Column[DrawerLine], ...] = (
    Column(N_("When"), lambda row: _moment(row), width=160),
    Column(N_("What"), lambda row: _(row.label), width=220, stretch=True, bold=True, wraps=True),
    Column(N_("Who"), lambda row: row.person, width=122, stretch=True),
)


def _moment(row: DrawerLine) -> str:
    wall = row.at.astimezone(clock.JST)
    return f"{era.short(wall.date())} {wall:%H:%M}"


class KeysPart(QWidget):
    """The officers who can open it, with the warning while there is only one."""

    give_requested = Signal(str, str)
    end_requested = Signal(str)
    code_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.alone = Notice(
            "warn",
            _(
                "Only one officer can open the drawer. If that passphrase is forgotten, the paper alone opens it; "
                "without the paper nobody can, not even the maker of this program. Give a second officer access."
            ),
        )
        self.model: TableModel[HolderRow] = TableModel(COLUMNS, key=lambda row: row.slot)
        self.table = Table(self.model, _("Who can open the drawer"))
        self.end = secondary(_("End this access"), "ban")
        self.new_paper = secondary(_("New paper of the drawer"), "file-text")
        acts = QWidget()
        acts.setLayout(Flow(self.end, self.new_paper))
        self.officer = Select([], 300)
        self.officer_field = FormField(_("Officer"), self.officer, Need.UNSAID)
        support = _("The officer types it here. Nobody else needs to know it.")
        self.passphrase = PassphraseField(_("That officer's own passphrase"), support)
        self.give = secondary(_("Give access"), "user-plus")
        self.nobody = Paragraph(
            _("Everybody with a key of the desk has access already. Keys are given in the settings."), ink="muted"
        )
        self.card = Card(_("Give another officer access"), self.nobody, self.officer_field, self.passphrase)
        self.card.body.addLayout(Flow(self.give))
        self.warning = Notice("warn")
        self.setLayout(Lines(self.alone, self.table, acts, self.warning, self.card, STRETCH, gap="group"))
        self.end.clicked.connect(self._end)
        self.new_paper.clicked.connect(self._new_paper)
        self.give.clicked.connect(self._give)
        self.passphrase.entered.connect(self._give)
        self.warning.hide()

    def show_status(self, status: DrawerStatus) -> None:
        self.warning.hide()
        self.passphrase.clear()
        self.passphrase.refuse("")
        self.alone.setVisible(status.people < 2)
        self.model.show(status.holders)
        if status.holders and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.officer.offer([(each.slot, f"{each.person}（{_(ROLE_NAMES[each.role])}）") for each in status.others])
        self.nobody.setVisible(not status.others)
        for part in (self.officer_field, self.passphrase, self.give):
            part.setVisible(bool(status.others))

    def show_refusal(self, error: UserError) -> None:
        if error.field == "passphrase":
            self.passphrase.refuse(error.message())
            self.passphrase.focus()
        else:
            self.warning.ask(error.message())
            self.warning.show()

    def _give(self) -> None:
        self.passphrase.refuse("")
        if self.officer.value() and self.passphrase.value():
            self.give_requested.emit(self.officer.value(), self.passphrase.value())

    def _end(self) -> None:
        row: HolderRow | None = self.table.row
        if row is None:
            return
        question = _("End the access of {name}?").format(name=_name(row))
        text = _("Everything in the drawer is sealed anew under another key, which {name} never had.")
        if confirm(self.window(), question, text.format(name=_name(row)), _("End this access")):
            self.end_requested.emit(row.slot)

    def _new_paper(self) -> None:
        text = _("The paper that you have opens the drawer no more. Have a printer at hand.")
        if confirm(self.window(), _("Make a new paper of the drawer?"), text, _("Make a new paper")):
            self.code_requested.emit()


class LogPart(QWidget):
    """What was done with the drawer, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[DrawerLine] = TableModel(LOG_COLUMNS)
        self.table = Table(self.model, _("What was done with the drawer"))
        self.table.setMinimumHeight(420)
        text = _("Every opening stands here, with the wrong passphrases, and every sheet that was made.")
        self.setLayout(Lines(Paragraph(text, ink="muted"), self.table, STRETCH, gap="group"))

    def show_lines(self, rows: Sequence[DrawerLine]) -> None:
        self.model.show(rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
