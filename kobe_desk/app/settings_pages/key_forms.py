"""The questions about keys: a new key, another term, a new passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import ROLE_NAMES, Role
from kobe_desk.core.text import _
from kobe_desk.core.vault.passphrase import suggest_passphrase
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need, Select, TextField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.layout import STRETCH, Row


class KeyForm(Card):
    """A card with fields, the verb, and やめる."""

    answered = Signal()
    left = Signal()

    def __init__(self, title: str, verb: str, fields: Sequence[FormField], *more: QWidget) -> None:
        super().__init__(title)
        self.fields = tuple(fields)
        self.act, self.leave = primary(verb), secondary(_("Leave it"))
        self.body.add(*fields, *more, Row(self.act, self.leave, STRETCH, gap=10))
        self.act.clicked.connect(self._answer)
        self.leave.clicked.connect(self.left)

    def refuse(self, error: UserError) -> bool:
        """Show a refusal at its field; False when it belongs to none."""
        for name, field in vars(self).items():
            if name == error.field and isinstance(field, FormField):
                field.refuse(error.message())
                field.focus()
                return True
        return False

    def focus(self) -> None:
        self.fields[0].focus()

    def _answer(self) -> None:
        if all(field.is_read() for field in self.fields):
            self.answered.emit()


class NewKeyForm(KeyForm):
    """A key for one person: name, role, passphrase, last day."""

    def __init__(self) -> None:
        self.person = FormField(_("Name"), TextField(260))
        self.role = FormField(_("Role"), Select([(each, _(ROLE_NAMES[each])) for each in Role], 160))
        self.passphrase = FormField(
            _("Passphrase"), WordsField(), support=_("Let the person type it, or use the words that were drawn.")
        )
        self.until = FormField(_("Last day of the term"), DateField(), Need.OPTIONAL, _("Empty: without end."))
        self.admin = CheckBox(_("This person may give and end keys"))
        draw = secondary(_("Have words drawn for me"), "refresh-cw")
        draw.clicked.connect(lambda: self.passphrase.set_value(suggest_passphrase()))
        fields = (self.person, self.role, self.until, self.passphrase)
        super().__init__(_("Give somebody a key"), _("Give the key"), fields, draw, self.admin)


class TermForm(KeyForm):
    """Another term, and if wanted another role."""

    def __init__(self, person: str, role: Role, *, admin: bool) -> None:
        self.until = FormField(_("Last day of the term"), DateField(), Need.OPTIONAL, _("Empty: without end."))
        self.role = FormField(_("Role"), Select([(each, _(ROLE_NAMES[each])) for each in Role], 160))
        self.role.set_value(role)
        self.admin = CheckBox(_("This person may give and end keys"))
        self.admin.set_value(admin)
        title = _("The key of {person}").format(person=person)
        super().__init__(title, _("Write the term"), (self.until, self.role), self.admin)


class PassphraseForm(KeyForm):
    """A new passphrase; for one's own, with the one of today."""

    def __init__(self, title: str, *, own: bool) -> None:
        self.old = FormField(_("The passphrase of today"), WordsField())
        self.passphrase = FormField(
            _("New passphrase"),
            WordsField(),
            support=_("At least 12 characters, or at least 4 words. Spaces make no difference."),
        )
        draw = secondary(_("Have words drawn for me"), "refresh-cw")
        draw.clicked.connect(lambda: self.passphrase.set_value(suggest_passphrase()))
        fields = (self.old, self.passphrase) if own else (self.passphrase,)
        super().__init__(title, _("Change the passphrase"), fields, draw)
