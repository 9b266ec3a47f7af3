"""1: a key for whoever comes new, from a day on; the predecessor's ends the day before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import ROLE_NAMES, Role
from kobe_desk.core.text import _
from kobe_desk.core.vault.commands import SlotRow
from kobe_desk.core.vault.handover import Successor
from kobe_desk.core.vault.passphrase import suggest_passphrase
from kobe_desk.core.vault.slots import SlotKind
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need, Select, TextField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


class SuccessorCard(Card):
    """Who has a key now and from when, and the form for the next one."""

    give_requested = Signal(object)

    def __init__(self) -> None:
        self.facts = Facts(width=180)
        self.old = Select([("", _("Nobody's key ends"))], 300)
        words = _("The successor types it, or takes the words that were drawn. It opens nothing before the first day.")
        until_then = _("That person opens the desk until then.")
        self.form = Form(
            {
                "person": FormField(_("Name of the successor"), TextField(260)),
                "role": FormField(_("Role"), Select([(each, _(ROLE_NAMES[each])) for each in Role], 160), Need.UNSAID),
                "since": FormField(_("First day of the key"), DateField()),
                "replaces": FormField(
                    _("Whose key ends the day before"),
                    self.old,
                    Need.UNSAID,
                    until_then,
                ),
                "passphrase": FormField(_("Passphrase of the successor"), WordsField(), support=words),
            }
        )
        self.admin = CheckBox(_("The successor may give and end keys"))
        draw = secondary(_("Have words drawn for me"), "refresh-cw")
        self.give = secondary(_("Give the key from that day"), "user-plus")
        self.warning = Notice("warn")
        self.done = Notice("ok")
        for notice in (self.warning, self.done):
            notice.hide()
        text = _("The key counts from the day you write. Until then the predecessor goes on as before.")
        super().__init__(
            _("1  A key for the successor"),
            Paragraph(text, ink="muted"),
            self.facts,
            self.done,
            self.warning,
            self.form,
        )
        self.body.add(self.admin)
        self.body.addLayout(Column(Flow(self.give, draw)))
        draw.clicked.connect(lambda: self.form.fields["passphrase"].set_value(suggest_passphrase()))
        self.give.clicked.connect(self._give)
        self.clear()

    def show_keys(self, rows: Sequence[SlotRow]) -> None:
        people = [row for row in rows if row.kind is SlotKind.PASSPHRASE]
        self.facts.show_facts([(f"{row.person}（{_(ROLE_NAMES[row.role])}）", _term(row)) for row in people])
        today = clock.today()
        going = [row for row in people if row.until is None or row.until >= today]
        self.old.offer([("", _("Nobody's key ends")), *((row.id, row.person) for row in going)])

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def tell(self, words: str) -> None:
        """It is done; the form is empty for the next one."""
        self.clear()
        self.done.ask(words)
        self.done.show()

    def clear(self) -> None:
        self.warning.hide()
        empty = {"person": "", "role": Role.SECRETARY, "since": None, "replaces": "", "passphrase": ""}
        self.form.fill(empty)
        self.admin.set_value(True)

    def _give(self) -> None:
        self.done.hide()
        self.warning.hide()
        values = self.form.read()
        if values is not None:
            words = values.pop("passphrase")
            self.give_requested.emit(Successor(**values, words=words, admin=bool(self.admin.value())))


def _term(row: SlotRow) -> str:
    until = _("until {day}").format(day=era.wareki(row.until)) if row.until else _("without end")
    since = _("from {day}").format(day=era.wareki(row.since))
    return f"{since}　{until}"
