"""お手伝いの包みを開く, 署名の包みを開く: the file, and the six words of its slip."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from kobe_desk.app.start.frame import Reassurance, StartPage
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field import FormField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Label, Paragraph


@dataclass(frozen=True, slots=True)
class Kind:
    """Which packet is opened, and what is said about it."""

    suffix: str
    question: str
    support: str
    reassurance: str
    files: str


HELP = Kind(
    ".kdpacket",
    N_("Open a packet for helpers"),
    N_("You got a file from the secretary, and a slip with six words. No desk is needed."),
    N_("Only the questions for you are in it. What you write is saved in the same file."),
    N_("Packet for a helper (*{suffix})"),
)
SIGNING = Kind(
    ".kdsign",
    N_("Open a packet for signing"),
    N_("You got a file from the secretary, and a slip with six words. You need your signing key (a .p12 file)."),
    N_("If your key is kept in a desk of yours, open that desk and go to Subsidies. This packet can be opened there."),
    N_("Packet for signing (*{suffix})"),
)


class OpenPacketPage(StartPage):
    """Which file, and its six words."""

    help_page = "helper"
    open_wanted = Signal(object, str)
    """The file (a path), and what was typed."""
    back = Signal()

    def __init__(self, path: Path | None = None, kind: Kind = HELP) -> None:
        super().__init__(_(kind.question), _(kind.support))
        self._path, self._kind = path, kind
        self._file = Paragraph(narrow=True)
        self.choose = secondary(_("Choose the file"), "folder-open")
        self.choose.clicked.connect(self._choose)
        self.words = FormField(
            _("The six words of the slip"),
            WordsField(560),
            support=_("In hiragana, from 1 to 6. Spaces between the words make no difference."),
        )
        which = Row(self.choose, gap="item")
        which.addWidget(self._file, 1)
        self.fill(
            Column(Label(_("File"), bold=True), which, gap="tight"),
            Row(self.words, STRETCH),
            Reassurance(_(kind.reassurance)),
        )
        self.previous = secondary(_("Back"), "arrow-left")
        self.open = primary(_("Open the packet"), "arrow-right", after=True)
        self.close_with(self.previous, self.open)
        self.previous.clicked.connect(self.back)
        self.open.clicked.connect(self._open)
        control = self.words.control
        assert isinstance(control, WordsField)  # noqa: S101 - made above
        self._words = control
        control.entered.connect(self._open)
        self._name_file()

    @property
    def path(self) -> Path | None:
        return self._path

    def set_path(self, path: Path) -> None:
        self._path = path
        self._name_file()
        self.refuse("")

    def type_words(self, words: str) -> None:
        """Put the words into their field."""
        self._words.setText(words)

    def show_refusal(self, error: UserError) -> None:
        if error.field == "words":
            self.words.refuse(error.message())
            self._words.setFocus()
        else:
            self.refuse(error.message())

    def busy(self, busy: bool) -> None:
        self.wait(self.open, _("Opening …") if busy else "")

    def _name_file(self) -> None:
        self._file.say(self._path.name if self._path else _("No file is chosen yet."))

    def _choose(self) -> None:
        kind = _(self._kind.files).format(suffix=self._kind.suffix)
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose the file"), str(Path.home()), kind)
        if name:
            self.set_path(Path(name))
            self._words.setFocus()

    def _open(self) -> None:
        self.words.refuse("")
        self.refuse("")
        if self._path is None:
            self.refuse(_("Choose the file first."))
            self.choose.setFocus()
        elif self.open.isEnabled():
            self.open_wanted.emit(self._path, self._words.value())

    # Qt asks:

    def focus_first(self) -> None:
        (self.choose if self._path is None else self._words).setFocus()


class OpenSignaturePage(OpenPacketPage):
    """The same for a packet for signing."""

    help_page = "sign-packet"

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path, SIGNING)
