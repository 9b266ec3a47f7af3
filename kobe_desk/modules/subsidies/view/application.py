"""The wizard of one application: steps at the left, one topic at a time, the amount at the right where it is made."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.view.questions import Questions
from kobe_desk.modules.subsidies.view.trace import AmountTrace, TracePane
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.theme import follow, theme
from kobe_desk.ui.wizard import WizardPage


class ApplicationPage(WizardPage):
    """Shows one part at a time: the questions of a page, what goes with them, or the answers to check."""

    help_page = "subsidies-questions"
    skip_requested = Signal()
    compare_wanted = Signal()
    list_wanted = Signal()
    newer_wanted = Signal()
    help_wanted = Signal()
    forms_wanted = Signal()
    left = Signal()
    """The page went out of sight: what is typed is to be kept now."""

    def __init__(self) -> None:
        super().__init__(_("Application for a subsidy"))
        self.part: QWidget | None = None
        self.pane = TracePane()
        self._side = self.set_side(self.pane, 322)
        self._money = False
        follow(self, lambda: self._side.setVisible(self._money and not theme.large))
        self.skip = secondary(_("Go on with gaps"))
        self.skip.hide()
        self.skip.clicked.connect(self.skip_requested)
        self.put_before_later(self.skip)
        self.compare = link(_("Compare with the application before"), "history")
        self.compare.clicked.connect(self.compare_wanted)
        self.list_all = link(_("List to copy from"), "copy")
        self.list_all.clicked.connect(self.list_wanted)
        self.newer = link(_("The programme has a newer version"), "badge-info")
        self.newer.clicked.connect(self.newer_wanted)
        self.helping = link(_("Ask a helper"), "hand-helping")
        self.helping.clicked.connect(self.help_wanted)
        tools = QWidget()
        self.forms = link(_("Use the office's forms"), "file-text")
        self.forms.clicked.connect(self.forms_wanted)
        tools.setLayout(Flow(self.newer, self.compare, self.list_all, self.forms, self.helping))
        self._tools = tools
        self.body.insertWidget(0, tools)
        self.show_tools()
        self.notice = Notice("warn")
        self.notice.hide()
        self.body.insertWidget(0, self.notice)

    @property
    def questions(self) -> Questions | None:
        """The questions in sight, if it is questions."""
        return self.part if isinstance(self.part, Questions) else None

    def show_tools(
        self, *, compare: bool = False, copying: bool = False, newer: str = "", helping: bool = False
    ) -> None:
        """The ways to a newer version of the programme, the application before, the list of answers and the office's
        own forms, and to a helper.
        """
        shown = {
            self.newer: bool(newer), self.compare: compare, self.list_all: copying, self.forms: copying,
            self.helping: helping,
        }  # fmt: skip
        for tool, here in shown.items():
            tool.setVisible(here)
        self._tools.setVisible(any(shown.values()))

    def show_part(self, title: str, subtitle: str, heading: str, part: QWidget, *, first: bool = False) -> None:
        """Show this part in place of the one before."""
        self.part = part
        self.skip.hide()
        self.notice.hide()
        self.header.say(title, subtitle)
        self.ask(heading, part, first=first)

    def show_traces(self, traces: tuple[AmountTrace, ...]) -> None:
        """Show how the amount is reached: beside the questions, from 16 pt on below them; () for no amount."""
        self._money = bool(traces)
        self.pane.show_traces(traces)
        self._side.setVisible(self._money and not theme.large)
        if self.questions is not None:
            self.questions.show_traces(traces)

    def refuse_to_go_on(self, only_gaps: bool) -> None:
        """Something is wrong or missing; where it is only missing, one may go on and come back."""
        self.skip.setVisible(only_gaps)

    def say(self, meaning: str, text: str) -> None:
        """A sentence above the part, until another part is shown."""
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.show()

    def show_refusal(self, error: UserError) -> None:
        self.say("warn", error.message())

    # Qt asks:

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def focus_first(self) -> None:
        focus = getattr(self.part, "focus_first", None)
        if focus is not None:
            focus()
