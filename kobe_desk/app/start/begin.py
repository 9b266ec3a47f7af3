"""The first page of all: how to begin (始め方)."""

from PySide6.QtCore import Signal

from kobe_desk.app.start.door import Door
from kobe_desk.app.start.frame import Reassurance, StartPage
from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary


class BeginPage(StartPage):
    """Six doors: a new desk, the predecessor's backup, a desk that is there already, the sample, the two packets."""

    new_chosen = Signal()
    backup_chosen = Signal()
    other_chosen = Signal()
    sample_chosen = Signal()
    packet_chosen = Signal()
    signing_chosen = Signal()
    left = Signal()

    def __init__(self, *, first: bool = True) -> None:
        super().__init__(
            _("Welcome to Kobe Desk") if first else _("How do you want to begin?"),
            _("How do you want to begin? You can change this later."),
        )
        self.new = Door(
            _("Make a new desk"),
            _("Begin with the association's name and a passphrase. A roster in Excel can be read in. (10 minutes)"),
            "notebook-pen",
        )
        self.backup = Door(
            _("Take over from the officer before you"),
            _("Open a backup (a USB stick, say) and go on from there. It takes a passphrase or the recovery code."),
            "hard-drive-download",
        )
        self.other = Door(
            _("Open a desk that is on this computer"),
            _("Choose a folder whose name ends in .kobedesk. It is not changed until you write something."),
            "folder-open",
        )
        self.sample = Door(
            _("Try it with a sample"),
            _("An invented association with about 300 households. Nothing can go wrong, and one press removes it."),
            "book-open",
        )
        self.packet = Door(
            _("Open a packet for helpers"),
            _("A file from a secretary who asked you to help, and its slip with six words. No desk is opened."),
            "hand-helping",
        )
        self.signing = Door(
            _("Open a packet for signing"),
            _("A file from a secretary who asks for your signature, its slip with six words, and your key file."),
            "signature",
        )
        self.fill(
            self.new,
            self.backup,
            self.other,
            self.sample,
            self.packet,
            self.signing,
            Reassurance(
                _(
                    "By itself, this program sends nothing to the internet. "
                    "The roster stays on this computer, under lock and key."
                )
            ),
        )
        self.leave = secondary(_("Quit") if first else _("Back"), "" if first else "arrow-left")
        self.close_with(self.leave)
        self.show_step(0, _("Five short questions. The desk is made once you have set its passphrase."))
        for door, signal in (
            (self.new, self.new_chosen),
            (self.backup, self.backup_chosen),
            (self.other, self.other_chosen),
            (self.sample, self.sample_chosen),
            (self.packet, self.packet_chosen),
            (self.signing, self.signing_chosen),
            (self.leave, self.left),
        ):
            door.clicked.connect(signal)

    def focus_first(self) -> None:
        self.new.setFocus()
