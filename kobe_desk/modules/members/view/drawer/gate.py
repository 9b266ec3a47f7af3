"""The shut drawer: made by its first officer, opened with a passphrase asked once more, or with its paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.core.vault.drawer import DrawerStatus
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field.pause import Pause
from kobe_desk.ui.field.secret import CodeFields, PassphraseField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


class Gate(QWidget):
    """Asks for what opens the drawer; nothing that was typed stays after the answer."""

    make_requested = Signal(str)
    open_requested = Signal(str)
    code_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._status = DrawerStatus(False, False, False, (), ())
        self.told = Notice("info")
        self.warning = Notice("warn")
        self._text = Paragraph(ink="muted")
        self.passphrase = PassphraseField(_("Your passphrase"), _("The one with which you opened the desk."))
        self.open = primary(_("Open the drawer"), "lock-open")
        self.by_code = link(_("Open it with its paper"), "file-text")
        self.words = Card(_("The sealed drawer"), self._text, self.passphrase)
        self.words.body.addLayout(Flow(self.open, self.by_code))
        self.pause = Pause(self.passphrase)
        self.code = CodeFields()
        self.open_code = primary(_("Open the drawer with this code"), "lock-open")
        self.leave = secondary(_("Leave it"))
        self.paper = Card(_("The five lines on the paper of the drawer"), self.code)
        self.paper.body.addLayout(Flow(self.open_code, self.leave))
        self.setLayout(Column(self.told, self.warning, self.words, self.paper, STRETCH))
        self.open.clicked.connect(self._open)
        self.passphrase.entered.connect(self._open)
        self.by_code.clicked.connect(lambda: self._ask_code(asked=True))
        self.leave.clicked.connect(lambda: self._ask_code(asked=False))
        self.open_code.clicked.connect(self._open_by_code)
        self.code.entered.connect(self._open_by_code)
        self.pause.ticked.connect(self._tell_pause)
        self.show_status(self._status)

    def show_status(self, status: DrawerStatus) -> None:
        """What can be done with the drawer by whoever is at the desk."""
        self._status = status
        self.clear()
        self.by_code.setVisible(status.made)
        if not status.made:
            self._text.say(
                _(
                    "The list of people who need help in a disaster, and whatever else must stay closed, lies here "
                    "under a key of its own. Only officers you name can open it, in a backup just as here."
                )
            )
            self.open.say(_("Make the drawer"), "lock")
        else:
            self._text.say(_("The drawer shuts by itself when you leave this page. Each opening is recorded."))
            self.open.say(_("Open the drawer"), "lock-open")
        self._ask_code(asked=False)
        self.hold(status.wait)

    def hold(self, seconds: int) -> None:
        """After a wrong try: say how long to wait, second by second; then it can be tried again."""
        self.pause.begin(seconds)

    def show_refusal(self, error: UserError) -> None:
        line = (error.field or "").removeprefix("line_")
        if error.field == "passphrase":
            self.pause.refuse(error.message())
            self.passphrase.focus()
        elif len(line) == 1:
            self.code.refuse("abcde".index(line), error.message())
        else:
            self.warning.ask(error.message())
            self.warning.show()

    def clear(self) -> None:
        """Forget what was typed."""
        self.warning.hide()
        self.passphrase.clear()
        self.pause.refuse("")
        self.code.clear()

    def focus(self) -> None:
        first = self.code if not self.paper.isHidden() else self.passphrase if not self.words.isHidden() else None
        if first is not None:
            first.focus()

    def _tell_pause(self, left: int) -> None:
        for button in (self.open, self.open_code):
            button.setEnabled(not left)
        if left and not self.paper.isHidden():  # the field with the passphrase is out of sight
            self.warning.ask(self.pause.words)
        self.warning.setVisible(bool(left) and not self.paper.isHidden())

    def _ask_code(self, *, asked: bool) -> None:
        status = self._status
        barred = status.made and not status.mine
        names = "、".join(each.person for each in status.holders if not each.paper)
        self.told.ask(
            _("Your key does not open this drawer. These officers can: {names}").format(names=names),
            *(() if asked else ((_("Open it with its paper"), lambda: self._ask_code(asked=True)),)),
        )
        self.told.setVisible(barred)
        self.words.setVisible(not barred and not asked)
        self.paper.setVisible(asked)
        if self.pause.left:
            self.pause.tick()
        if self.isVisible():
            self.focus()

    def _open(self) -> None:
        if self.pause.left:
            return
        words = self.passphrase.value()
        self.pause.refuse("" if words else _("Please type your passphrase."))
        if words:
            (self.open_requested if self._status.made else self.make_requested).emit(words)
        else:
            self.passphrase.focus()

    def _open_by_code(self) -> None:
        if self.pause.left:
            return
        for at in range(5):
            self.code.refuse(at, "")
        self.code_requested.emit(self.code.value())
