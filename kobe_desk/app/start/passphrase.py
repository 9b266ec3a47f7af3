"""The third question: the passphrase (合言葉を決める), words on offer or one's own."""

from PySide6.QtCore import Qt, Signal

from kobe_desk.app.start.frame import StartPage
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.field.secret import PassphraseField
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph, strong

_JOINER = "\u2060"
"""Between the letters of a word: a line breaks between words only."""


class NotTheSame(UserError):
    text = N_("The two are not the same. Type it once more.")


class PassphrasePage(StartPage):
    """Five words to be written on paper and typed once; or a passphrase of one's own, typed twice."""

    other_words_wanted = Signal()
    own_wanted = Signal()
    answered = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Let us set a passphrase"),
            _("These words were drawn for you. Write them on paper and keep it with the bankbook."),
        )
        self._words = ""
        self.offered = Paragraph(rank="figure", bold=True, narrow=True)
        self.offered.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.other_words = secondary(_("Draw other words"), "refresh-cw")
        self.own = secondary(_("Set one myself"))
        self._box = Panel(
            Column(self.offered, Row(STRETCH, self.other_words, self.own, STRETCH, gap=10), around=(20, 14, 20, 18)),
            box="quiet",
        )
        self.draw = secondary(_("Have words drawn for me"), "refresh-cw")
        self.first = PassphraseField(
            _("New passphrase"),
            _("At least 12 characters, or at least 4 words. Spaces make no difference."),
            can_hide=False,
        )
        self.again = PassphraseField(
            _("Type it once more, to be sure"), _("Spaces between the words make no difference.")
        )
        self.again.shown.edited.connect(lambda: self.first.words.hide_letters(not self.again.shown.value()))
        warning = _("If {both} passphrase and recovery code are lost, nobody can open the desk. The code comes next.")
        self.fill(
            self._box,
            Row(self.draw, STRETCH),
            self.first,
            self.again,
            Notice("warn", warning.format(both=strong(_("both")))),
        )
        self.previous, self.next = (
            secondary(_("Back"), "arrow-left"),
            primary(_("Make the desk"), "arrow-right", after=True),
        )
        self.close_with(self.previous, self.next)
        self.show_step(2, _("The passphrase is the key of this desk. It is never sent anywhere."))
        self.other_words.clicked.connect(self.other_words_wanted)
        self.draw.clicked.connect(self.other_words_wanted)
        self.own.clicked.connect(lambda: self.offer(""))
        self.previous.clicked.connect(self.back)
        self.next.clicked.connect(self.answered)
        self.again.entered.connect(self.answered)
        self.first.entered.connect(self.again.focus)

    @property
    def words(self) -> str:
        """The passphrase that was offered or typed first."""
        return self._words or self.first.value()

    def offer(self, words: str) -> None:
        """Show these words; without any, the person sets a passphrase herself."""
        self._words = words
        self.offered.say("　".join(_JOINER.join(word) for word in words.split()))
        self._box.setVisible(bool(words))
        self.draw.setHidden(bool(words))
        self.first.setHidden(bool(words))
        self.first.clear()
        self.again.clear()
        self.show_refusal("")
        (self.again if words else self.first).focus()

    def show_refusal(self, message: str, *, again: bool = False) -> None:
        """A refusal at the first field, or (`again`, or where words are offered) at the second."""
        second = again or bool(self._words)
        self.first.refuse("" if second else message)
        self.again.refuse(message if second else "")
        if message:
            (self.again if second else self.first).focus()

    def focus_first(self) -> None:
        self.again.focus()
