"""Cards and what stands in them: headings with a link, rows of facts, answers to check, and the empty state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.button import Button, link
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.layout import STRETCH, Column, Item, Panel, Row, Rule
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import follow, goes_when_large, theme


class Card(Panel):
    """A surface with a heading, a link at the right and a rule; the `body` is a column.

    Box `next` marks the one card that wants the next action, `quiet` a sunken one, `done` a reached one.
    """

    def __init__(self, title: str = "", *items: Item, more: Button | None = None, box: str = "card") -> None:
        self.body = Column(*items)
        column = Column(gap="item", around=(18, 14, 18, 16))
        self.heading = Label(title, "lead")
        if title:
            column.add(Row(self.heading, STRETCH, *((more,) if more else ())), Rule())
        column.addLayout(self.body)
        super().__init__(column, box=box)


class Section(QWidget):
    """A heading of a page with what belongs to it, without a card; air above it tells it from what stands before."""

    def __init__(self, title: str, *items: Item, more: Button | None = None, support: str = "") -> None:
        super().__init__()
        self.heading = Label(title, "lead")
        beside = (Label(support, ink="muted", elide=True),) if support else ()
        head = Row(self.heading, *beside, STRETCH, *((more,) if more else ()), gap="item")
        goes_when_large(*beside)
        self.body = Column(*items)
        self.setLayout(Column(head, self.body, around=(0, 10, 0, 0)))


class Facts(QWidget):
    """What is known, line by line: the name of the fact in grey, the fact beside it (below it from 16 pt on)."""

    def __init__(self, facts: Sequence[tuple[str, str]] = (), width: int = 78) -> None:
        super().__init__()
        self._width = width
        self._facts: tuple[tuple[str, str], ...] = tuple(facts)
        self._column = Column(gap=9)
        self.setLayout(self._column)
        follow(self, self._lay_out)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        self._facts = tuple(facts)
        self._lay_out()

    def _lay_out(self) -> None:
        self._column.empty()
        for name, fact in self._facts:
            caption = Label(name, ink="muted")
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            if theme.large:
                self._column.add(Column(caption, Paragraph(fact, narrow=True), gap="hair"))
                continue
            caption.setMinimumWidth(theme.width(self._width))
            caption.setContentsMargins(0, round(0.2 * theme.metrics.text("body")), 0, 0)
            row = Row(caption)
            row.addWidget(Paragraph(fact, narrow=True), 1)
            self._column.add(row)


@dataclass(frozen=True, slots=True)
class Answer:
    """A given answer on the check-answers page; `change` leads to its question and back. `again` marks it 要確認."""

    question: str
    answer: str
    change: Callable[[], object]
    source: str = ""
    again: bool = False
    name: str = ""
    """The question in full where several on a page are worded alike; the ear hears it."""


class AnswerCard(Card):
    """The answers of one page: question, answer, source, 変更."""

    def __init__(self, title: str, answers: Sequence[Answer]) -> None:
        super().__init__(title)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._questions: list[Paragraph] = []
        for at, answer in enumerate(answers):
            self._add(2 * at, answer)
        follow(self, self._measure)

    def _add(self, row: int, answer: Answer) -> None:
        question, given = Paragraph(answer.question, ink="muted", narrow=True), Paragraph(answer.answer, narrow=True)
        for paragraph in (question, given):
            paragraph.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        change = link(
            _("Change"), "pencil", name=_("Change: {question}").format(question=answer.name or answer.question)
        )
        change.clicked.connect(lambda _checked=False: answer.change())
        source = Label(answer.source, ink="muted")
        goes_when_large(source)
        beside: tuple[Item, ...] = (Chip(_("Check again"), "warn"),) if answer.again else ()
        if row:
            self._grid.addWidget(Rule(), row - 1, 0, 1, 4)
        self._questions.append(question)
        self._grid.addWidget(question, row, 0)
        self._grid.addLayout(_answer_row(given, beside), row, 1)
        self._grid.addWidget(source, row, 2)
        self._grid.addWidget(change, row, 3)

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(theme.space("item"))
        self._grid.setVerticalSpacing(theme.space(3))
        for question in self._questions:
            question.setFixedWidth(theme.width(210) if not theme.large else theme.width(130))


def _answer_row(given: Paragraph, beside: tuple[Item, ...]) -> Row:
    row = Row(gap="item")
    row.addWidget(given, 0 if beside else 1)
    row.add(*beside, *((STRETCH,) if beside else ()))
    return row


class EmptyState(Panel):
    """What belongs here while nothing is here yet, what it is for, and the button that begins it. No drawing."""

    def __init__(self, title: str, text: str, *buttons: Button) -> None:
        heading, sentence = Label(title, "lead"), Paragraph(text, ink="muted")
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = Column(STRETCH, gap="item", around=(24, 28, 24, 28))
        column.addWidget(heading, 0, middle)
        column.addWidget(sentence)
        column.addLayout(Row(STRETCH, *buttons, STRETCH, gap=10))
        column.add(STRETCH)
        super().__init__(column, box="quiet")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
