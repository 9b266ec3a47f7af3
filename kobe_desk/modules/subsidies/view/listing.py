"""写すための一覧: every answer with a button that copies it, for the web form of an office."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import paths
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import AnswerList, Listed
from kobe_desk.ui import clipboard
from kobe_desk.ui.button import Button, link, primary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.layout import Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph

SUFFIX = ".xlsx"


class ListingPage(Page):
    """The answers page by page; what is copied is said above."""

    help_page = "subsidies-compare"
    save_wanted = Signal(object)
    """Where the workbook goes (a path)."""

    def __init__(self, back: str = "") -> None:
        super().__init__(_("List to copy from"), back=back or _("To the application"))
        self.save = primary(_("Save for Excel"), "file-spreadsheet")
        self.save.clicked.connect(self._save)
        self.header.add(self.save)
        self.notice = Notice("info", _("Press “Copy”, then paste the answer into the form of the office."))
        self._lists: Sequence[AnswerList] = ()
        self.which = Select(width=420)
        self.which.edited.connect(self._show_chosen)
        self._choice = FormField(_("Programme"), self.which, Need.UNSAID)
        self._cards = Column(gap="item")
        self.buttons: list[Button] = []
        self.add(Column(self.notice, self._choice, self._cards, gap="item", around=(0, 14, 0, 0)))

    def show_lists(self, lists: Sequence[AnswerList]) -> None:
        """Show the list of one programme; where there are several, the one to see is chosen above."""
        self._lists = lists
        self.which.offer([(at, each.title) for at, each in enumerate(lists)])
        self._choice.setVisible(len(lists) > 1)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._lists[self.which.value() or 0]
        count = len(self._lists)
        title = chosen.title if count == 1 else n_("{n} programme", "{n} programmes", count).format(n=count)
        self.header.say(_("List to copy from"), title)
        self._show_rows(chosen.rows)

    def _show_rows(self, rows: Sequence[Listed]) -> None:
        self._cards.empty()
        self.buttons = []
        for page, group in groupby(rows, key=lambda each: each.page):
            self._cards.add(Card(page, *map(self._line, group)))

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)

    def _line(self, row: Listed) -> QWidget:
        words = _("{what}: {fact}").format(what=row.question, fact="●●●●" if row.secret else row.words)
        name = _("Copy: {question}").format(
            question=_("{page}, {question}").format(page=row.page, question=row.question)
        )
        button = link(_("Copy"), "copy", name=name)
        button.clicked.connect(lambda: self._copy(row))
        self.buttons.append(button)
        line = QWidget()
        layout = Row(gap="item")
        layout.addWidget(Paragraph(words, narrow=True), 1, Qt.AlignmentFlag.AlignVCenter)
        layout.add(button)
        line.setLayout(layout)
        return line

    def _copy(self, row: Listed) -> None:
        clipboard.copy(row.words, secret=row.secret)
        self.say("ok", _("Copied: {question}").format(question=row.question))

    def _save(self) -> None:
        start = str(paths.documents().parent / f"{self.header.subtitle.text() or _('List to copy from')}{SUFFIX}")
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, f"Excel (*{SUFFIX})")
        if chosen:
            self.save_wanted.emit(Path(chosen) if chosen.lower().endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}"))

    # Qt asks:

    def focus_first(self) -> None:
        next(iter(self.buttons), self.save).setFocus()
