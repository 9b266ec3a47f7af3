"""The chosen row of a table as a form, with ways to move and remove it."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases.asking import Answer, Answers, Column, Kind, Origin, Table, Value, chosen
from kobe_desk.modules.subsidies.view.controls import Offered
from kobe_desk.modules.subsidies.view.line import LineForm
from kobe_desk.modules.subsidies.view.line_papers import LinePapers
from kobe_desk.modules.subsidies.view.question import Question
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column as Stack
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Label


class RowCard(Card):
    """The chosen row as a form, with ways to move and remove it."""

    edited = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, table: Table, offered: Offered) -> None:
        self.columns = tuple(each for each in table.columns if _is_asked(each, offered))
        self.form = LineForm({each.id: _question(each, offered, table.label) for each in self.columns}, table.product)
        self.up = secondary(_("Up"), "arrow-up", name=_("Move the row of {table} up").format(table=table.label))
        self.down = secondary(_("Down"), "arrow-down", name=_("Move the row of {table} down").format(table=table.label))
        self.remove = secondary(
            _("Remove the row"), "trash-2", name=_("Remove the row of {table}").format(table=table.label)
        )
        self._name, self._table = Label("", "lead"), table
        self._chosen: dict[str, Value | None] = {}
        self.counted = Notice("warn")
        super().__init__("", self._name, self.form, self.counted)
        self._held = Stack(gap="item")
        holder = QWidget()
        holder.setLayout(self._held)
        self.body.add(holder)
        self.papers: tuple[LinePapers, ...] = ()
        buttons = QWidget()
        buttons.setLayout(Flow(self.up, self.down, self.remove))
        self.body.add(buttons)
        self.form.edited.connect(self._settle)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self.hide()

    def pasted(self, cells: int) -> tuple[Column, ...]:
        """The columns that so many cells of Excel fill: all, or those without unit price, quantity and times."""
        said = self._table.product.said if self._table.product else ()
        whole = tuple(each for each in self.columns if each.field.kind is not Kind.BOOKING)
        short = tuple(each for each in whole if each.id not in said)
        return short if cells <= len(short) else whole

    def show_answers(self, answers: Answers, key: UUID) -> None:
        self.form.fill({each.id: answers.get(f"{self._table.id}.{each.id}", key) for each in self.columns})
        self._chosen = {
            each.id: answers.value(f"{self._table.id}.{each.id}", key) for each in self.columns if each.fills
        }
        self.form.settle_amount()
        self._show_sources()
        self.show()

    def _settle(self) -> None:
        self._fill()
        self.form.settle_amount()
        self._show_sources()
        self.edited.emit()

    def _fill(self) -> None:
        """A booking that was just chosen fills its columns."""
        for column in (each for each in self.columns if each.id in self._chosen):
            value = self._now(column.id).value
            if value == self._chosen[column.id]:
                continue
            self._chosen[column.id] = value
            row = {each.id: self._now(each.id) for each in self._table.columns}
            for name, answer in chosen(column, value, row).items():
                field = self.form.fields.get(name)
                if isinstance(field, Question):
                    field.show_answer(answer)

    def _show_sources(self) -> None:
        """Say where a cell is from, as long as it stands there as it came."""
        for name, field in self.form.fields.items():
            now = self._now(name)
            field.show_source(now.source if now.origin is Origin.PREFILL else "")

    def _now(self, column: str) -> Answer:
        field = self.form.fields.get(column)
        return (field.now() if isinstance(field, Question) else None) or Answer()

    def show_place(self, place: int, count: int) -> None:
        words = n_("{table}: row {place} of {count}", "{table}: row {place} of {count}", count)
        self._name.setText(words.format(table=self._table.label, place=place + 1, count=count))
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place + 1 < count)

    def show_counted(self, words: str) -> None:
        """Say how much of this row counts and why; nothing where all of it does."""
        self.counted.ask(words)
        self.counted.setVisible(bool(words))

    def show_papers(self, papers: tuple[LinePapers, ...]) -> None:
        """Show the papers of this row in place of those that stood here."""
        self._held.empty()
        self.papers = papers
        for each in papers:
            self._held.add(each)

    def unreadable(self) -> dict[str, str]:
        """What is typed and cannot be read yet, by column."""
        asked = {name: each for name, each in self.form.fields.items() if isinstance(each, Question)}
        found = {name: each.text_now() for name, each in asked.items() if each.now() is None}
        return {name: text for name, text in found.items() if text}

    def put_text(self, column: str, text: str) -> None:
        field = self.form.fields.get(column)
        if isinstance(field, Question):
            field.answer_field.put_text(text)

    def into(self, answers: Answers, key: UUID) -> Answers:
        """The answers with what can be read of this row."""
        for name, field in self.form.fields.items():
            answer = field.now() if isinstance(field, Question) else None
            if answer is not None:
                answers = answers.with_answer(f"{self._table.id}.{name}", answer, key)
        return answers


def _is_asked(column: Column, offered: Offered) -> bool:
    """A booking is asked where there is one to choose."""
    return not column.field.computed and (column.field.kind is not Kind.BOOKING or bool(offered.bookings))


def _question(column: Column, offered: Offered, table: str) -> Question:
    return Question(column.field, offered, required=column.field.required, of=table)
