"""署名の包みを開く at the desk: a packet that somebody sent here, or one that comes back."""

from pathlib import Path

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import FormField, Need
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page


class WordsMissing(UserError):
    text = N_("Type the six words of the slip that came with this packet.")


class OpenSigningPage(Page):
    """Which file, and its six words; a packet that this desk sent opens without them."""

    help_page = "subsidies-signing-packet"
    open_wanted = Signal(object, str)
    """The file (a path), and what was typed."""

    def __init__(self) -> None:
        super().__init__(_("Open a packet for signing"), back=_("To the subsidies"))
        text = _("Somebody asks you to sign, or a packet that you sent comes back signed. Choose the file.")
        self.notice = Notice("info", text)
        self.refusal = Notice("warn")
        self.refusal.hide()
        self._place = PlaceField(files="*.kdsign", words=_("Choose the packet"))
        self.file = FormField(_("File"), self._place)
        self._words = WordsField(560)
        support = _("In hiragana, from 1 to 6. A packet that this desk sent opens without them.")
        self.words = FormField(_("The six words of the slip"), self._words, Need.OPTIONAL, support)
        self._words.entered.connect(self._open)
        self.add(Column(self.notice, self.refusal, self.file, self.words, gap="section", around=(0, 14, 0, 0)))
        self.body.add(STRETCH)
        self.open = primary(_("Open the packet"), "arrow-right", after=True)
        self.open.clicked.connect(self._open)
        self.set_footer(STRETCH, self.open)

    def set_path(self, path: Path) -> None:
        self._place.set_value(path)

    def type_words(self, words: str) -> None:
        """Put the words into their field."""
        self._words.setText(words)

    def show_refusal(self, error: UserError) -> None:
        if error.field == "words":
            self.words.refuse(error.message())
            self.words.focus()
        elif error.field == "file":
            self.file.refuse(error.message())
            self.file.focus()
        else:
            self.refusal.ask(error.message())
            self.refusal.show()
            self.to_top()

    def busy(self, busy: bool) -> None:
        self.open.setEnabled(not busy)

    def _open(self) -> None:
        for field in (self.file, self.words):
            field.refuse("")
        self.refusal.hide()
        try:
            path = self._place.value()
        except UserError as error:
            self.file.refuse(error.message())
            return
        if path is None:
            self.file.refuse(_("Choose the file first."))
            self.file.focus()
        elif self.open.isEnabled():
            self.open_wanted.emit(path, self._words.value())

    # Qt asks:

    def focus_first(self) -> None:
        self.file.focus()
