"""The wizard of a bundle: a page of questions says which programmes its answers go to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.view.application import ApplicationPage
from kobe_desk.modules.subsidies.view.questions import Questions
from kobe_desk.ui.button import link
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.text import Paragraph


class TogetherQuestions(QWidget):
    """The questions of a page below the programmes they are for."""

    part_wanted = Signal(bool)
    """True: answer these for each programme by itself; False: once for all again."""

    def __init__(
        self, questions: Questions, titles: Sequence[str], *, everywhere: bool, may_part: bool, parted: bool
    ) -> None:
        super().__init__()
        self.questions = questions
        words = _("Answered once, for {n} programmes:") if may_part else _("Only for this programme:")
        if everywhere:
            words = _("Answered once, for all {n} programmes.")
        self.parting = link(_("Answer for each programme by itself"), "copy")
        self.parting.clicked.connect(lambda: self.part_wanted.emit(True))
        self.parting.setVisible(may_part)
        self.joining = link(_("Answer once for all again"), "git-merge")
        self.joining.clicked.connect(lambda: self.part_wanted.emit(False))
        self.joining.setVisible(parted)
        chips = Flow(*(() if everywhere else (Chip(each, "info", "hand-coins") for each in titles)))
        for_whom = Paragraph(words.format(n=len(titles)), ink="muted", narrow=True)
        self.setLayout(Column(for_whom, chips, Flow(self.parting, self.joining), questions, gap="item"))

    def focus_first(self) -> None:
        self.questions.focus_first()


class BundlePage(ApplicationPage):
    """Shows one part at a time, like the page of one application."""

    help_page = "subsidies-bundle"

    @property
    def questions(self) -> Questions | None:
        """The questions in sight, if it is questions."""
        return self.part.questions if isinstance(self.part, TogetherQuestions) else None
