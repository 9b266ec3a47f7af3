"""Opening a desk (帳面を開く): which one, and the passphrase or the recovery code."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal

from kobe_desk.app.start.frame import StartPage
from kobe_desk.app.start.secret import SecretFields
from kobe_desk.core.text import _
from kobe_desk.ui.button import link, primary
from kobe_desk.ui.field import Choice, FormField, Need, Option
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.notice import Notice


@dataclass(frozen=True, slots=True)
class KnownDesk:
    """A desk that was opened here before."""

    folder: Path
    there: bool

    @property
    def name(self) -> str:
        return self.folder.name.removesuffix(".kobedesk")


class UnlockPage(StartPage):
    """The desks of this computer, newest first, and the way into the chosen one; `locked` when it was just locked."""

    help_page: ClassVar[str] = "unlock"
    open_wanted = Signal()
    search_wanted = Signal(object)
    """The person wants to show where the missing desk of this folder now lies."""
    begin_wanted = Signal()
    backup_wanted = Signal()
    line_left = Signal(int, str)
    typed = Signal()

    def __init__(self, desks: Sequence[KnownDesk], *, locked: bool = False) -> None:
        name = desks[0].name if desks else ""
        question = _("{name} is locked").format(name=name) if locked else _("Open the desk")
        support = _("What you were writing is kept. Open it again to go on where you were.") if locked else ""
        super().__init__(question, support)
        self._desks = tuple(desks)
        self._options = Choice([self._option(each) for each in desks])
        self.choice = FormField(_("Which desk"), self._options, Need.UNSAID)
        self.choice.setVisible(len(desks) > 1 or not all(each.there for each in desks))
        self.missing = Notice("warn")
        self.missing.hide()
        self.secret = SecretFields(_("Spaces between the words make no difference."))
        self.pause = Notice("warn")
        self.pause.hide()
        self.backup = link(_("Bring back a backup"), "hard-drive-download")
        self.begin = link(_("Open or make another desk"), "notebook-pen")
        self.fill(self.choice, self.missing, self.secret, self.pause)
        self.content.add(Flow(self.begin, self.backup, gap="item"))
        self.open = primary(_("Open"), "lock-open")
        self.close_with(self.open)
        for signal, wish in (
            (self.open.clicked, self.open_wanted),
            (self.secret.entered, self.open_wanted),
            (self.begin.clicked, self.begin_wanted),
            (self.backup.clicked, self.backup_wanted),
            (self.secret.line_left, self.line_left),
            (self.secret.edited, self.typed),
        ):
            signal.connect(wish)
        self._options.edited.connect(self._chosen)
        if desks:
            self.choose(desks[0].folder)

    @property
    def desk(self) -> KnownDesk | None:
        """The chosen desk."""
        return next((each for each in self._desks if each.folder == self._options.value()), None)

    def choose(self, folder: Path) -> None:
        self._options.set_value(folder)
        self._chosen()

    def hold(self, sentence: str) -> None:
        """After wrong attempts: say how long to wait; an empty sentence lets the person try again."""
        self.pause.ask(sentence)
        self.pause.setVisible(bool(sentence))
        self.open.setEnabled(not sentence)

    def busy(self, working: bool) -> None:
        self.wait(self.open, _("Opening …") if working else "")

    def focus_first(self) -> None:
        self.secret.focus()

    def _chosen(self) -> None:
        desk = self.desk
        there = desk is None or desk.there
        self.refuse("")
        self.secret.forgive()
        self.secret.setVisible(there)
        self.open.setEnabled(there)
        self.missing.setVisible(not there)
        if desk is not None and not there:
            words = _("{name} is no longer where it was. Nothing is lost: perhaps a stick is out or it was moved.")
            self.missing.ask(words.format(name=desk.name), (_("Show where it is"), lambda: self._search(desk)))
            self.missing.show()

    def _search(self, desk: KnownDesk) -> None:
        self.search_wanted.emit(desk.folder)

    def _option(self, desk: KnownDesk) -> Option:
        return Option(desk.folder, desk.name, str(desk.folder.parent), "" if desk.there else _("not there"))
