"""ファイルに書き出す: a programme for another association, with nobody's name unless it is wished."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from kobe_desk.core import paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.programmes import GivenRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import FormField, Need, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page

SUFFIX = ".kdprog"


class GivePage(Page):
    """Says the fingerprint, and asks who may be named in the file."""

    help_page = "subsidies-programme"
    write_wanted = Signal(object, str, str)
    """Where the file goes, and the names of the association and the person to put into it."""

    def __init__(self) -> None:
        super().__init__(_("Write to a file"), back=_("To the programme"))
        self.notice = Notice("info", _("The file holds the rules of the programme, and no answers and no roster."))
        self.facts = Facts(width=130)
        self._title = ""
        hint = _("Leave it empty to name nobody.")
        self.form = Form(
            {
                "association": FormField(_("Association named in the file"), TextField(380), Need.OPTIONAL, hint),
                "person": FormField(_("Person named in the file"), TextField(280), Need.OPTIONAL, hint),
            }
        )
        self.add(self.notice, Card(_("The programme"), self.facts), Card(_("Where it comes from"), self.form), STRETCH)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.write = primary(_("Write the file"), "download")
        self.write.setEnabled(False)
        self.write.clicked.connect(self._write)
        self.set_footer(self.leave, STRETCH, self.write)

    def show_programme(self, row: GivenRow) -> None:
        self._title = row.programme.title
        self.facts.show_facts(
            [
                (_("Name"), row.programme.title),
                (_("Version"), row.programme.version),
                (_("Fingerprint"), row.fingerprint),
            ]
        )
        self.form.fill({"association": row.association})
        self.write.setEnabled(True)

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)

    def show_refusal(self, error: UserError) -> None:
        self.say("warn", error.message())

    def _write(self) -> None:
        values = self.form.read()
        start = str(paths.documents().parent / f"{self._title}{SUFFIX}")
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, f"Kobe Desk (*{SUFFIX})")
        if values is not None and chosen:
            target = Path(chosen) if chosen.lower().endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}")
            self.write_wanted.emit(target, values["association"], values["person"])

    # Qt asks:

    def focus_first(self) -> None:
        self.form.focus_first()
