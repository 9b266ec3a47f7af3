"""A new recovery code in 設定: shown once, printed or saved, and copied by one line to see that it is on paper.

The code opens the desk before its sheet is on paper, and the earlier sheet does until the line was copied: whenever
the power fails, one of the two opens.
"""

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kobe_desk.app import tasks
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.code import CodeBox, CodeLine
from kobe_desk.ui.field import FormField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.printing import print_pdf, save_pdf

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class NewCode(Card):
    """The card stays until one line was typed from the paper."""

    sheet_wanted = Signal(object)
    """The wish to put the sheet on paper; what does it is called once the code opens the desk."""
    confirmed = Signal()

    def __init__(self, code: RecoveryCode, opened: "Opened") -> None:
        super().__init__(_("The new recovery code"))
        self._code, self._opened = code, opened
        self._asked = secrets.randbelow(len(code.rows))
        self.print, self.save = (
            secondary(_("Print the sheet"), "printer"),
            secondary(_("Save the sheet as PDF"), "download"),
        )
        question = _("Line {letter} of the paper").format(letter=code.rows[self._asked].letter)
        self.line = FormField(question, WordsField(300), support=_("Copy it from the paper, not from the screen."))
        self.finish = primary(_("Done"))
        lines = [CodeLine(row.letter, row.groups, row.check) for row in code.rows]
        self.body.add(Row(self.print, self.save, STRETCH, gap=10), CodeBox(lines), self.line, Row(self.finish, STRETCH))
        self.print.clicked.connect(lambda: self.sheet_wanted.emit(self._print))
        self.save.clicked.connect(lambda: self.sheet_wanted.emit(self._save))
        self.finish.clicked.connect(self._finish)

    def focus(self) -> None:
        self.print.setFocus()

    def _sheet(self) -> bytes:
        return tasks.sheet(self._code, self._opened.custody.folder.name)

    def _print(self) -> None:
        print_pdf(self.window(), self._sheet(), _("Recovery code"))

    def _save(self) -> None:
        save_pdf(self.window(), self._sheet(), _("Recovery code"))

    def _finish(self) -> None:
        self.line.refuse("")
        try:
            tasks.require_line(self._code, self._asked, str(self.line.value()))
        except UserError as error:
            self.line.refuse(error.message())
            self.line.focus()
            return
        self.confirmed.emit()
