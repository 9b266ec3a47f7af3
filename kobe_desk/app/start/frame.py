"""The frame of a page before a desk is open: steps at the left, the question, a footer over the whole width."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

from kobe_desk.core.text import N_, _
from kobe_desk.ui.button import Button, link
from kobe_desk.ui.layout import STRETCH, Column, Item, Panel, Row
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList, Step, StepState
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

STEPS = (
    N_("Choose how to begin"),
    N_("Who uses it"),
    N_("Set a passphrase"),
    N_("Print the recovery code"),
    N_("Where backups go"),
)


class StartPage(Page):
    """A question with its answer. 「使い方」 and 「文字の大きさ」 stand in the footer, the way forward at its right."""

    help_page: ClassVar[str] = "first-run"

    def __init__(self, question: str, support: str = "") -> None:
        super().__init__(question)
        self.header.hide()  # the question stands above its answer, as on paper
        self.question = Paragraph(question, "title", bold=True, narrow=True)
        self.content = Column(gap="group", around=(32, 34, 48, 12))
        heading = Column(self.question, gap="hair")
        if support:
            heading.add(Paragraph(support, narrow=True))
        self.content.addLayout(heading)
        self.refusal = Notice("error")
        self.refusal.hide()
        self.body.addLayout(self.content)
        self.body.add(STRETCH)
        self._waiting: tuple[Button, str] | None = None

    def fill(self, *items: Item) -> None:
        """Put parts below the question; a refusal that belongs to no field stands below them."""
        self.content.add(*items, self.refusal)

    def close_with(self, *buttons: Button) -> None:
        """The footer: help and size at the left, then the way back and the way forward."""
        help_link, size = link(_("How to use"), "circle-question-mark"), link(_("Size of type"), "a-large-small")
        help_link.clicked.connect(self._ask_help)
        size.clicked.connect(_next_size)
        row = Row(help_link, size, STRETCH, *buttons, gap=10, around=(24, 0, 16, 0))
        footer = Panel(row, ground="surface", edge="top")
        follow(footer, lambda: footer.setFixedHeight(theme.px("footer")))
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.addWidget(footer)

    def show_step(self, now: int, note: str) -> None:
        """The steps of the first run, with a note below them."""
        steps = SideList(_("Getting ready"), width=252, note=note)
        states = [StepState.DONE if at < now else StepState.NOW if at == now else StepState.LATER for at in range(5)]
        steps.show_steps([Step(_(title), state) for title, state in zip(STEPS, states, strict=True)])
        for item in steps.items:
            item.setEnabled(item.isChecked())  # the footer leads back; nothing is skipped
            item.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_list(steps)

    def refuse(self, message: str) -> None:
        """Say why it does not go on; an empty message takes the sentence away."""
        self.refusal.ask(message)
        self.refusal.setVisible(bool(message))

    def wait(self, button: Button, words: str = "") -> None:
        """While something runs: the button says so and cannot be pressed twice; without words it is over."""
        if words:
            self._waiting = (button, button.words())
            button.say(words)
        elif self._waiting:
            button.say(self._waiting[1])
            self._waiting = None
        button.setEnabled(not words)


class Reassurance(Row):
    """A quiet sentence with a shield: what this program does not do."""

    def __init__(self, text: str) -> None:
        super().__init__(gap=10)
        self.addLayout(Column(4, Picture("shield", "muted", 20), STRETCH, gap=0))
        self.addWidget(Paragraph(text, ink="muted"), 1)


def _next_size() -> None:
    """The next larger size; after the largest, the smallest."""
    before = theme.size
    theme.bigger()
    if theme.size == before:
        theme.wear(size=12)
