"""The frame of a wizard: steps at the left, the question as heading, 前へ … あとで続ける 次へ in the footer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList, Step
from kobe_desk.ui.text import Paragraph


class WizardPage(Page):
    """One topic a page, at most five fields. What it asks and what follows is decided by its owner."""

    step_chosen = Signal(int)
    back_one_requested = Signal()
    later_requested = Signal()
    next_requested = Signal()

    def __init__(self, title: str, subtitle: str = "", *, back: str = "", list_title: str = "", note: str = "") -> None:
        super().__init__(title, subtitle, back=back)
        self.steps = SideList(list_title, width=196, note=note or _("Saved as you write"), note_icon="save")
        self.steps.chosen.connect(self.step_chosen)
        self.set_list(self.steps)
        self.question = Paragraph(rank="title", bold=True, narrow=True)
        self._content = Column(gap="group")
        self.add(self.question)
        self.body.addLayout(self._content)
        self.body.add(STRETCH)
        self.previous = secondary(_("Back"), "arrow-left")
        self.later = secondary(_("Continue later"), "pause")
        self.next = primary(_("Next"), "arrow-right", after=True)
        self._more = Row(gap=10)
        self.set_footer(self.previous, STRETCH, self._more, self.later, self.next)
        self.previous.clicked.connect(self.back_one_requested)
        self.later.clicked.connect(self.later_requested)
        self.next.clicked.connect(self.next_requested)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show how far the wizard is."""
        self.steps.show_steps(steps)

    def ask(self, question: str, *parts: QWidget, first: bool = False) -> None:
        """Show a question with its fields in place of the one before; on the `first` page there is no way back."""
        self.question.say(question)
        self._content.empty()
        self._content.add(*parts)
        self.previous.setVisible(not first)
        self.to_top()

    def put_before_later(self, *buttons: QWidget) -> None:
        """Other ways on, before あとで続ける and 次へ."""
        self._more.add(*buttons)

    def name_next(self, words: str = "", icon: str = "arrow-right") -> None:
        """The last verb says what happens: 「書類をつくる」. Without words it is 次へ again."""
        self.next.say(words or _("Next"), icon)
