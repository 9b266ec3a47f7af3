"""開示: before all that is kept of a person is printed, whether the sealed drawer is opened for it."""

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.core.vault.drawer import DrawerStatus
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field.pause import Pause
from kobe_desk.ui.field.secret import PassphraseField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.text import Paragraph


class DisclosureCard(Card):
    """Asks for the passphrase once more; nothing that was typed stays after the answer."""

    open_requested = Signal(str)
    shut_requested = Signal()
    """Print it without what lies in the drawer; the paper says so."""

    def __init__(self) -> None:
        self._text = Paragraph(ink="muted")
        self.passphrase = PassphraseField(_("Your passphrase"), _("The one with which you opened the desk."))
        super().__init__(_("The sealed drawer"), self._text, self.passphrase)
        self.open = primary(_("Open it, and print that too"), "lock-open")
        self.without = secondary(_("Print without it"), "printer")
        self.leave = link(_("Leave it"), name=_("Leave the drawer shut, and print nothing"))
        self.body.addLayout(Flow(self.open, self.without, self.leave))
        self.pause = Pause(self.passphrase)
        self.pause.ticked.connect(self._tell_pause)
        self.open.clicked.connect(self._open)
        self.passphrase.entered.connect(self._open)
        self.without.clicked.connect(self.shut_requested)
        self.leave.clicked.connect(self.put_away)
        self.hide()

    def ask(self, status: DrawerStatus) -> None:
        """Whether the drawer is looked into, by whoever is at the desk."""
        names = "、".join(each.person for each in status.holders if not each.paper)
        self._text.say(
            _(
                "The sealed drawer may hold something of this person, too. Whether it does can be seen only when it is "
                "opened. That is recorded, and it is shut again at once."
            )
            if status.mine
            else _("Your key does not open this drawer. These officers can: {names}").format(names=names)
        )
        self.open.setVisible(status.mine)
        self.passphrase.setVisible(status.mine)
        self.clear()
        self.show()
        self.pause.begin(status.wait)
        if status.mine:
            self.passphrase.focus()
        else:
            self.without.setFocus()

    def show_refusal(self, error: UserError) -> None:
        self.pause.refuse(error.message())
        self.passphrase.focus()

    def hold(self, seconds: int) -> None:
        """After a wrong try: say how long to wait."""
        self.pause.begin(seconds)

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        self.pause.refuse("")

    def put_away(self) -> None:
        self.clear()
        self.hide()

    def _tell_pause(self, left: int) -> None:
        self.open.setEnabled(not left)

    def _open(self) -> None:
        if self.pause.left:
            return
        words = self.passphrase.value()
        self.pause.refuse("" if words else _("Please type your passphrase."))
        if words:
            self.open_requested.emit(words)
