"""Opening a desk (帳面を開く): which one, and the passphrase or the recovery code."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal

from kobe_desk.app.start.frame import StartPage
from kobe_desk.app.start.known import KnownDesk
from kobe_desk.app.start.secret import SecretFields
from kobe_desk.core.text import _
from kobe_desk.core.whereabouts import spoken
from kobe_desk.ui.button import link, primary
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.side_list import SideList
from kobe_desk.ui.text import Paragraph


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
        support = _("What you were writing is kept. Open it again to go on where you were.") if locked else ""
        super().__init__(_("Open the desk"), support)
        self._desks, self._locked, self._chosen = tuple(desks), locked, 0
        promise = _("By itself, this program sends nothing to the internet.")
        self.list = SideList(_("Desks on this computer"), width=252, note=promise, note_icon="shield")
        self.list.show_entries([_entry(each) for each in desks])
        for item, desk in zip(self.list.items, desks, strict=True):
            if not desk.there:
                item.show_as("circle-slash", "muted")
        self.set_list(self.list)
        self.where = Paragraph(ink="muted", narrow=True)
        self.missing = Notice("warn")
        self.missing.hide()
        self.secret = SecretFields(_("Spaces between the words make no difference."))
        self.pause = Notice("warn")
        self.pause.hide()
        self.backup = link(_("Bring back a backup"), "hard-drive-download")
        self.begin = link(_("Open or make another desk"), "notebook-pen")
        self.fill(self.where, self.missing, self.secret, self.pause)
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
        self.list.chosen.connect(self._choose)
        if desks:
            self.choose(desks[0].folder)

    @property
    def desk(self) -> KnownDesk | None:
        """The chosen desk."""
        return self._desks[self._chosen] if self._desks else None

    def choose(self, folder: Path) -> None:
        at = next((at for at, each in enumerate(self._desks) if each.folder == folder), 0)
        self._choose(at)

    def hold(self, sentence: str) -> None:
        """After wrong attempts: say how long to wait; an empty sentence lets the person try again."""
        self.pause.ask(sentence)
        self.pause.setVisible(bool(sentence))
        self.open.setEnabled(not sentence)

    def busy(self, working: bool) -> None:
        self.wait(self.open, _("Opening …") if working else "")

    def focus_first(self) -> None:
        self.secret.focus()

    def _choose(self, at: int) -> None:
        self._chosen = at
        self.list.mark(at)
        desk = self._desks[at]
        there = desk.there
        words = _("{name} is locked") if self._locked and at == 0 else _("Open {name}")
        self.question.say(words.format(name=desk.name))
        self.where.say(spoken(desk.folder.parent))
        self.refuse("")
        self.secret.forgive()
        self.secret.setVisible(there)
        self.open.setEnabled(there)
        self.missing.setVisible(not there)
        if not there:
            words = _("{name} is no longer where it was. Nothing is lost: perhaps a stick is out or it was moved.")
            self.missing.ask(words.format(name=desk.name), (_("Show where it is"), lambda: self._search(desk)))
            self.missing.show()
        else:
            self.secret.focus()

    def _search(self, desk: KnownDesk) -> None:
        self.search_wanted.emit(desk.folder)


def _entry(desk: KnownDesk) -> tuple[str, str]:
    return desk.name if desk.there else _("{name} (not there)").format(name=desk.name), "notebook-pen"
