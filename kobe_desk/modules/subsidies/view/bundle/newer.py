"""Newer versions of the programmes that are applied for together: what each changes, each taken by itself."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.programmes import DifferenceRow
from kobe_desk.modules.subsidies.view.programmes.changes import cards, count_words
from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.card import Section
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class NewerPage(Page):
    """One section for each programme that has a newer version."""

    help_page = "subsidies-bundle"
    take_wanted = Signal(object)
    """The application that is to go on with the newer version."""

    def __init__(self) -> None:
        super().__init__(_("What changed"), back=_("To the applications"))
        self.notice = Notice("info")
        self._sections = Column(gap="group")
        self.buttons: dict[UUID, Button] = {}
        self.sentences: tuple[str, ...] = ()
        self.add(Column(self.notice, self._sections, gap="item", around=(0, 14, 0, 0)), STRETCH)

    def show_versions(self, rows: Sequence[tuple[UUID, DifferenceRow]]) -> None:
        self.header.say(_("What changed"), _(", ").join(row.title for _key, row in rows))
        self.notice.mean("info")
        self.notice.ask(_("Your answers stay. Answers to changed questions are marked to be looked at again."))
        self._sections.empty()
        self.buttons, self.sentences = {}, ()
        for key, row in rows:
            self.sentences += tuple(each.message() for each in row.changes)
            self._sections.add(self._section(key, row))

    def _section(self, key: UUID, row: DifferenceRow) -> Section:
        title = _("{title}, version {now}").format(title=row.title, now=row.now)
        words = _("Go on with the newer version")
        take = secondary(words, "check", name=_("{label}: {words}").format(label=row.title, words=words))
        take.clicked.connect(lambda: self.take_wanted.emit(key))
        self.buttons[key] = take
        return Section(title, Paragraph(count_words(row), narrow=True), *cards(row.changes), take)

    def show_refusal(self, error: UserError) -> None:
        self.notice.mean("warn")
        self.notice.ask(error.message())

    # Qt asks:

    def focus_first(self) -> None:
        next(iter(self.buttons.values()), self.header.back).setFocus()
