"""The last step: where backups go (控えの置き場所)."""

from pathlib import Path

from PySide6.QtCore import Signal

from kobe_desk.app.start.frame import StartPage
from kobe_desk.core.text import _
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import FormField, Need
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.notice import Notice


class PlacePage(StartPage):
    """A USB stick or another folder for backups besides the one that is made on this computer anyway."""

    answered = Signal(object)
    """The second place, or None: a backup is made now."""
    later = Signal()

    def __init__(self, usual: Path) -> None:
        super().__init__(
            _("Where do you want to keep backups?"),
            _("A backup is made and read back after each day's work. A USB stick helps when this computer breaks."),
        )
        self.usual = Notice(
            "quiet", _("On this computer, backups lie in {folder}.").format(folder=usual.name), icon="hard-drive"
        )
        self.place = FormField(
            _("A second place, such as a USB stick"),
            PlaceField(),
            Need.OPTIONAL,
            _("Put the stick in and choose it. You can also do this later, in the settings."),
        )
        self.fill(self.usual, self.place)
        self.not_now = secondary(_("Decide later"))
        self.next = primary(_("Make a backup and begin"), "arrow-right", after=True)
        self.close_with(self.not_now, self.next)
        self.show_step(4, _("Nothing is lost if you stop here: the desk is ready."))
        self.not_now.clicked.connect(self.later)
        self.next.clicked.connect(self._answer)

    def focus_first(self) -> None:
        self.place.focus()

    def show_refusal(self, message: str) -> None:
        self.place.refuse(message)
        self.place.focus()

    def _answer(self) -> None:
        self.place.refuse("")
        self.answered.emit(self.place.control.value())
