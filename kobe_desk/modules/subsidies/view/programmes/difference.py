"""どこが変わったか: two versions of a programme, each changed place in a sentence."""

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.programmes import DifferenceRow
from kobe_desk.modules.subsidies.view.programmes.changes import cards, count_words
from kobe_desk.ui.button import primary
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page


class DifferencePage(Page):
    """What changed; with `taking`, the way to put the newer version under an application."""

    help_page = "subsidies-programme"
    take_wanted = Signal()

    def __init__(self, back: str, *, taking: bool = False) -> None:
        super().__init__(_("What changed"), back=back)
        self.take = primary(_("Go on with the newer version"), "check")
        self.take.setVisible(taking)
        self.take.clicked.connect(self.take_wanted)
        self.header.add(self.take)
        self.notice = Notice("info")
        self._taking = taking
        self._cards = Column(gap="item")
        self.sentences: tuple[str, ...] = ()
        self.add(Column(self.notice, self._cards, gap="item", around=(0, 14, 0, 0)), STRETCH)

    def show_difference(self, row: DifferenceRow) -> None:
        self.header.say(_("What changed"), _("{title}, version {now}").format(title=row.title, now=row.now))
        words = [count_words(row)]
        if self._taking:
            words.append(_("Your answers stay. Answers to changed questions are marked to be looked at again."))
        self.notice.ask("\n".join(words))
        self._cards.empty()
        self.sentences = tuple(each.message() for each in row.changes)
        self._cards.add(*cards(row.changes))

    def show_refusal(self, error: UserError) -> None:
        self.notice.mean("warn")
        self.notice.ask(error.message())

    # Qt asks:

    def focus_first(self) -> None:
        (self.header.back if self.take.isHidden() else self.take).setFocus()
