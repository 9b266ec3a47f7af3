"""The second question: whose desk this is, who makes it, and where it lies (使う人)."""

from pathlib import Path

from PySide6.QtCore import Signal

from kobe_desk.app.start.frame import StartPage
from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.file_name import file_name
from kobe_desk.core.permission import ROLE_NAMES, Role
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault.places import warning_for
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import FormField, Need, Select, TextField
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.notice import Notice

_FOUNDERS = (Role.CHAIR, Role.SECRETARY, Role.TREASURER)


class PlaceNeeded(UserError):
    text = N_("There is no place for the desk yet. Choose a folder.")


class WhoPage(StartPage):
    """Name of the association, name and role of the person, and the folder in which the desk will lie."""

    answered = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__(_("Who is going to use this desk?"), _("The names are written in the desk and on its papers."))
        self.association = FormField(_("Name of the association"), TextField(420))
        self.person = FormField(
            _("Your name"), TextField(260), support=_("It stands beside everything that you change.")
        )
        roles = [(each.value, _(ROLE_NAMES[each])) for each in _FOUNDERS]
        self.role = FormField(_("Your role"), Select(roles, 160))
        self.role.set_value(Role.SECRETARY.value)
        self.place = FormField(
            _("Where the desk lies"),
            PlaceField(),
            Need.REQUIRED,
            _("A folder for it is made there. Usually this is right."),
        )
        self.place.set_value(paths.documents())
        self.warning = Notice("warn")
        self.warning.hide()
        self.fill(self.association, self.person, self.role, self.place, self.warning)
        self.previous, self.next = secondary(_("Back"), "arrow-left"), primary(_("Next"), "arrow-right", after=True)
        self.close_with(self.previous, self.next)
        self.show_step(1, _("Each person later gets a passphrase of their own, with a term."))
        self.place.edited.connect(self._look_at_place)
        self.previous.clicked.connect(self.back)
        self.next.clicked.connect(self._answer)
        self._look_at_place()

    def focus_first(self) -> None:
        self.association.focus()

    @property
    def folder(self) -> Path:
        """The folder of the new desk, named after the association. Raises PlaceNeeded."""
        place = self.place.value()
        if place is None:
            raise PlaceNeeded("folder")
        return Path(place) / file_name(str(self.association.value()))

    def show_refusal(self, error: UserError) -> None:
        """Show a refusal at its field."""
        fields = {"person": self.person, "folder": self.place, "association": self.association}
        field = fields.get(error.field or "")
        if field is None:
            self.refuse(error.message())
            return
        field.refuse(error.message())
        field.focus()

    def _answer(self) -> None:
        self.refuse("")
        if all(field.is_read() for field in (self.association, self.person, self.role, self.place)):
            self.answered.emit()

    def _look_at_place(self) -> None:
        place = self.place.control.value()
        warning = warning_for(place) if place else None
        self.warning.ask(warning or "")
        self.warning.setVisible(bool(warning))
