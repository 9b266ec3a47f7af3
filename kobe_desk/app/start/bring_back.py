"""Bringing back a backup (控えを戻す): the file, where the desk is to lie, and what opens it."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal

from kobe_desk.app.start.frame import StartPage
from kobe_desk.app.start.secret import SecretFields
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import FormField
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.notice import Notice


class BringBackPage(StartPage):
    """One page: nothing is changed until the whole backup was read. A desk that is there is kept beside."""

    help_page: ClassVar[str] = "backups"
    backup_chosen = Signal(object)
    answered = Signal()
    back = Signal()
    line_left = Signal(int, str)

    def __init__(self) -> None:
        super().__init__(
            _("Bring back a backup"),
            _("The backup is read in full first. A desk that is there already is kept beside it."),
        )
        self.backup = FormField(
            _("The backup"), PlaceField(files="*.kobedesk-backup"), support=_("A file that ends in .kobedesk-backup.")
        )
        self.facts = Notice("info")
        self.facts.hide()
        self.folder = FormField(
            _("The folder of the desk"),
            PlaceField(),
            support=_("The desk's own folder, or a new one on another computer."),
        )
        self.secret = SecretFields(_("That of today or that of the day of the backup."))
        self.fill(self.backup, self.facts, self.folder, self.secret)
        self.previous, self.next = (
            secondary(_("Back"), "arrow-left"),
            primary(_("Bring it back and open it"), "rotate-ccw"),
        )
        self.close_with(self.previous, self.next)
        self.backup.edited.connect(lambda: self.backup_chosen.emit(self.backup.control.value()))
        self.previous.clicked.connect(self.back)
        self.next.clicked.connect(self._answer)
        self.secret.entered.connect(self._answer)
        self.secret.line_left.connect(self.line_left)

    def focus_first(self) -> None:
        self.backup.focus()

    def show_facts(self, text: str, folder: Path) -> None:
        """What the backup says of itself, and where its desk would usually lie."""
        self.backup.refuse("")
        self.facts.ask(text)
        self.facts.show()
        if not self.folder.control.value():
            self.folder.set_value(folder)

    def hide_facts(self, refusal: str = "") -> None:
        self.facts.hide()
        self.backup.refuse(refusal)

    def show_refusal(self, error: UserError) -> None:
        """Show a refusal where it belongs."""
        if self.secret.show_refusal(error):
            return
        if error.field == "folder":
            self.folder.refuse(error.message())
            self.folder.focus()
            return
        self.refuse(error.message())

    def busy(self, working: bool) -> None:
        self.wait(self.next, _("Reading the backup …") if working else "")

    def _answer(self) -> None:
        self.refuse("")
        self.secret.forgive()
        if all(field.is_read() for field in (self.backup, self.folder)):
            self.answered.emit()
