"""The drawer's code on paper: shown once, printed or saved, and one line copied back to see that it is on paper."""

import secrets
from collections.abc import Callable

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.code import CodeBox, CodeLine
from kobe_desk.ui.field import FormField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.printing import print_pdf, save_pdf
from kobe_desk.ui.text import Paragraph

Check = Callable[[RecoveryCode, int, str], object]


class CodeCard(Card):
    """Stays until one line was typed from the paper. `check` raises what is wrong with a line."""

    done = Signal()

    def __init__(self, code: RecoveryCode, sheet: bytes, check: Check) -> None:
        super().__init__(_("The paper of the drawer"))
        self._code, self._pdf, self._check = code, sheet, check
        self._asked = secrets.randbelow(len(code.rows))
        self.print = secondary(_("Print the sheet"), "printer")
        self.save = secondary(_("Save the sheet as PDF"), "download")
        question = _("Line {letter} of the paper").format(letter=code.rows[self._asked].letter)
        self.line = FormField(question, WordsField(300), support=_("Copy it from the paper, not from the screen."))
        self.finish = primary(_("Done"))
        text = _(
            "If no officer can open the drawer any more, this paper does. It is shown only now. "
            "Put it into an envelope, seal it, and keep it apart from the computer."
        )
        lines = [CodeLine(row.letter, row.groups, row.check) for row in code.rows]
        self.body.add(Paragraph(text, ink="muted"))
        self.body.addLayout(Flow(self.print, self.save))
        self.body.add(CodeBox(lines), self.line, Row(self.finish, STRETCH))
        self.print.clicked.connect(lambda: print_pdf(self.window(), self._pdf, _("The paper of the drawer")))
        self.save.clicked.connect(lambda: save_pdf(self.window(), self._pdf, _("The paper of the drawer")))
        self.finish.clicked.connect(self._finish)

    def focus(self) -> None:
        self.print.setFocus()

    def _finish(self) -> None:
        self.line.refuse("")
        try:
            self._check(self._code, self._asked, str(self.line.control.value()))
        except UserError as error:
            self.line.refuse(error.message())
            self.line.focus()
            return
        self.done.emit()
