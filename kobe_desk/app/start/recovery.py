"""The fourth step: the recovery code on paper (回復コードを印刷)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.app.start.frame import StartPage
from kobe_desk.core.text import _
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.code import CodeBox, CodeLine
from kobe_desk.ui.field import FormField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


class RecoveryPage(StartPage):
    """Shows the code once, prints or saves its sheet, and asks for the line `asked` to see that it is on paper."""

    print_wanted = Signal()
    save_wanted = Signal()
    answered = Signal()

    def __init__(self, lines: Sequence[CodeLine], asked: str, *, alone: bool = False) -> None:
        super().__init__(
            _("Put the recovery code on paper"),
            _("With this paper you can open the desk when the passphrase is forgotten. It is shown only now."),
        )
        self.asked = next(line for line in lines if line.letter == asked)
        self.code = CodeBox(lines)
        self.print = secondary(_("Print the sheet"), "printer")
        self.save = secondary(_("Save the sheet as PDF"), "download")
        question = _("Line {letter} of the paper").format(letter=asked)
        self.line = FormField(question, WordsField(300), support=_("Copy it from the paper, not from the screen."))
        self.done = Paragraph(ink="muted")
        self.fill(
            Row(self.print, self.save, STRETCH, gap=10),
            self.done,
            self.code,
            self.line,
            Notice(
                "warn", _("Keep the paper away from this computer: in an envelope, with the chair or the treasurer.")
            ),
        )
        self.done.hide()
        words = _("Done") if alone else _("Next")
        self.next = primary(words, "arrow-right", after=True)
        self.close_with(self.next)
        if not alone:
            self.show_step(3, _("The desk is made. Only the recovery code and the place of the backups are left."))
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.next.clicked.connect(self.answered)
        if isinstance(self.line.control, WordsField):
            self.line.control.entered.connect(self.answered)

    def tell(self, text: str) -> None:
        """What became of printing or saving."""
        self.done.say(text)
        self.done.show()

    def focus_first(self) -> None:
        self.print.setFocus()
