"""A table of an application (明細): its rows as a list, the chosen row as a form below, sums that follow at once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.table import LEAD, RowLine, columns_of, lead_line, read_cell
from kobe_desk.modules.subsidies.usecases import EnclosureRow, ProposedRow, SourceChange
from kobe_desk.modules.subsidies.usecases.asking import AT, Answers, Evaluation, Table
from kobe_desk.modules.subsidies.view import counted
from kobe_desk.modules.subsidies.view.controls import Offered
from kobe_desk.modules.subsidies.view.line_papers import Documents, LinePapers, gone_with, lines_of, relay
from kobe_desk.modules.subsidies.view.proposals import Proposals
from kobe_desk.modules.subsidies.view.row_card import RowCard
from kobe_desk.modules.subsidies.view.rows_source import RowsSource
from kobe_desk.ui.button import link
from kobe_desk.ui.layout import STRETCH, Panel, Row
from kobe_desk.ui.layout import Column as Stack
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table as TableView
from kobe_desk.ui.table import TableModel
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import follow, goes_when_large, theme

_MOST_SEEN = 40


class RowsField(QWidget):
    """The rows of one table. What stands in them is in `answers`; `edited` tells that something changed."""

    edited = Signal()
    refill_wanted = Signal(str)
    keep_wanted = Signal(str)
    past_wanted = Signal(str)
    compare_wanted = Signal(str)
    file_chosen = Signal(str, object)  # which paper of which row (`at_line`), and the file for it
    document_chosen = Signal(str, object)
    take_out_wanted = Signal(object)
    turn_wanted = Signal(object)

    def __init__(self, table: Table, offered: Offered) -> None:
        super().__init__()
        self.asked, self._offered = table, offered
        self.answers = Answers()
        self._lines: tuple[RowLine, ...] = ()
        self._key: UUID | None = None
        self._model: TableModel[RowLine] = TableModel(columns_of(table, offered.choices))
        self.view = TableView(self._model, _("Rows of {table}").format(table=table.label))
        self._none = Paragraph(_("There is no row yet."), ink="muted")
        self.over, self.gone, self.wrong = Notice("warn"), Notice("info"), Notice("error")
        for each in (self.over, self.gone, self.wrong):
            each.hide()
        self._evaluation: Evaluation | None = None
        self._there: tuple[EnclosureRow, ...] = ()
        self._documents: Documents = ()
        self._shown: object = None
        self._hint = Paragraph(_("Choose a row to change it below."), ink="muted", narrow=True)
        self.changed = RowsSource(table)
        self.changed.refill_wanted.connect(lambda: self.refill_wanted.emit(self.asked.id))
        self.changed.compare_wanted.connect(lambda: self.compare_wanted.emit(self.asked.id))
        self.changed.keep_wanted.connect(lambda: self.keep_wanted.emit(self.asked.id))
        self.proposals = Proposals()
        self.proposals.wanted.connect(self._put_in)
        self._sums = Paragraph(narrow=True)
        self._sum_box = Panel(Row(self._sums, around=(12, 6, 12, 6)), box="quiet")
        self._row = RowCard(table, offered)
        self.setLayout(
            Stack(
                self._head(),
                *((Paragraph(table.help, ink="muted", narrow=True),) if table.help else ()),
                self.wrong,
                self.changed,
                self.proposals,
                self._none,
                self.view,
                self._sum_box,
                self.over,
                self.gone,
                self._hint,
                self._row,
                gap="tight",
            )
        )
        self.view.row_chosen.connect(self._choose)
        self._row.edited.connect(self._cell_edited)
        self._row.moved.connect(self._move)
        self._row.removed.connect(self._remove)
        follow(self, self._measure)

    @property
    def card(self) -> RowCard:
        return self._row

    def _head(self) -> Row:
        label = self.asked.label
        self.add = link(_("Add a row"), "plus", name=_("Add a row to {table}").format(table=label))
        self.paste = link(
            _("Paste from Excel"), "copy", name=_("Paste rows from Excel into {table}").format(table=label)
        )
        self.refill = link(_("Fill in again"), "refresh-cw", name=_("Fill in {table} again").format(table=label))
        self.refill.setVisible(self.asked.prefill is not None)
        words = _("Take the rows of {table} from the application before").format(table=label)
        self.past = link(_("Rows from before"), "history", name=words)
        self.past.hide()
        self.past.clicked.connect(lambda: self.past_wanted.emit(self.asked.id))
        self.add.clicked.connect(self._add)
        self.paste.clicked.connect(self._paste)
        self.refill.clicked.connect(lambda: self.refill_wanted.emit(self.asked.id))
        goes_when_large(self.paste)
        return Row(Label(label, "lead"), STRETCH, self.add, self.paste, self.past, self.refill, gap="item")

    def show_change(self, answers: Answers, change: SourceChange | None) -> None:
        """What of the rows as a whole is to be looked at again."""
        self.changed.show_change(answers, change)

    def offer_past(self, title: str) -> None:
        """Offer the rows of an application before; empty where there are none."""
        self.past.setVisible(bool(title))
        self.past.setToolTip(title)

    def offer_rows(self, proposed: Sequence[ProposedRow]) -> None:
        """Offer the rows that the desk knows; one that stands here already is not offered."""
        self.proposals.offer(proposed, self.answers)

    def show_rows(self, answers: Answers, evaluation: Evaluation) -> None:
        """Show the rows with what is calculated from them."""
        self.answers, self._evaluation = answers, evaluation
        rows = evaluation.rows.get(self.asked.id, ())
        lead = lead_line(self.asked, evaluation)
        self._lines = (
            *((lead,) if lead else ()),
            *(RowLine(row.key, row.values, {}) for row in rows),
        )
        self._model.show(self._lines)
        self._sums.say(counted.sum_words(self.asked, evaluation))
        self._sum_box.setVisible(bool(self.asked.totals))
        self._measure()
        if self._key not in answers.keys(self.asked.id):
            self._choose(self.view.row)
        self._row.show_place(*self._place())
        self.proposals.follow(answers)
        self._show_counted()

    def _show_counted(self) -> None:
        """Say which lines go over their limit, and at the chosen one how much of it counts."""
        if self._evaluation is None:
            return
        words = counted.lines_over(self.asked, self._evaluation)
        self.over.ask(words)
        self.over.setVisible(bool(words))
        self._show_papers()
        self._row.show_counted(counted.of_line(self.asked, self._evaluation, self._key, self._offered.choices))

    def put_papers(self, there: Sequence[EnclosureRow], documents: Documents) -> None:
        """The papers that go with the application, and the kept documents that could."""
        self._there, self._documents = tuple(there), tuple(documents)
        self._show_papers()

    def _show_papers(self) -> None:
        """At the chosen row: its papers (見積書), made anew only where something changed."""
        lines = lines_of(self.asked, self._evaluation, self._key)
        shown = (self._there, self._documents, lines)
        if shown == self._shown:
            return
        self._shown = shown
        made = tuple(LinePapers(each, line, self._there, self._documents) for each, line in lines)
        for each in made:
            relay(each, self)
        self._row.show_papers(made)

    def show_refusal_at(self, paper: str, error: UserError) -> None:
        """Say at the row why a paper was not taken."""
        notice = next((each.refusal for each in self._row.papers if each.papers.key == paper), self.wrong)
        notice.ask(error.message())
        notice.show()

    def show_row(self, key: UUID) -> None:
        """Choose a row again and give the keyboard to its papers."""
        self.view.choose(key)
        papers = self._row.papers
        (papers[0].papers.choose if papers else self.add).setFocus()

    def refuse(self, message: str) -> None:
        """Say what is missing in the table as a whole."""
        self.wrong.ask(message)
        self.wrong.setVisible(bool(message))

    def check(self) -> bool:
        """Look at the chosen row: what cannot be read is said at its field. True when it can all be read."""
        return self._key is None or self._row.form.read() is not None

    def unreadable(self) -> dict[str, str]:
        """What is typed in the chosen row and cannot be read yet, by column and row."""
        if self._key is None:
            return {}
        head, cells = self.asked.id, self._row.unreadable()
        return {f"{head}.{column}{AT}{self._key}": text for column, text in cells.items()}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Bring back what could not be read, in its row."""
        for name, text in texts.items():
            cell, _at, row = name.partition(AT)
            head, _dot, column = cell.partition(".")
            if head == self.asked.id and row in map(str, self.answers.keys(head)):
                self.view.choose(UUID(row))
                self._row.put_text(column, text)

    # what the person does

    def _add(self) -> None:
        self._show_new(self.answers.with_row(self.asked.id, {}))

    def _put_in(self, proposed: ProposedRow) -> None:
        self._show_new(proposed.put_into(self.answers))

    def _show_new(self, answers: Answers) -> None:
        """Show the row that was put at the end, ready to be written in."""
        self.answers, key = answers, answers.keys(self.asked.id)[-1]
        self._key = key
        self._row.show_answers(answers, key)
        self.edited.emit()
        self.view.choose(key)
        self._row.form.focus_first()

    def _remove(self) -> None:
        if self._key is not None:
            keys = self.answers.keys(self.asked.id)
            place = keys.index(self._key)
            self._tell_gone(self._key)
            self.answers = self.answers.without_row(self.asked.id, self._key)
            left = self.answers.keys(self.asked.id)
            self._key = None
            self.edited.emit()
            if left:
                self.view.choose(left[min(place, len(left) - 1)])
            self.add.setFocus()

    def _tell_gone(self, key: UUID) -> None:
        """A row takes its papers with it when the page is saved; until then, and by undo after, they come back."""
        self.gone.ask(gone_with(key, self._there))
        self.gone.setVisible(bool(self.gone.text))

    def _move(self, by: int) -> None:
        keys = list(self.answers.keys(self.asked.id))
        if self._key is None:
            return
        place = keys.index(self._key)
        keys[place], keys[place + by] = keys[place + by], keys[place]
        self.answers = self.answers.with_order(self.asked.id, keys)
        self.edited.emit()

    def _cell_edited(self) -> None:
        if self._key is not None:
            self.answers = self._row.into(self.answers, self._key)
            self.edited.emit()

    def _choose(self, row: RowLine | None) -> None:
        key = row.id if row is not None and row.id != LEAD else None
        self._row.setVisible(key is not None)
        if key is not None and key != self._key:
            self._row.show_answers(self.answers, key)
        self._key = key
        self._row.show_place(*self._place())
        self._show_counted()
        self._measure()

    def _place(self) -> tuple[int, int]:
        keys = self.answers.keys(self.asked.id)
        return (keys.index(self._key), len(keys)) if self._key in keys else (0, 0)

    def _paste(self) -> None:
        """Rows copied in Excel: cells in the order of the columns that are asked; what cannot be read is left empty."""
        taken = 0
        for line in QApplication.clipboard().text().splitlines():
            texts = line.split("\t")
            cells = zip(self._row.pasted(len(texts)), texts, strict=False)
            read = {each.id: read_cell(each.field, text, self._offered.choices) for each, text in cells}
            values = {name: value for name, value in read.items() if value is not None}
            if values:
                taken += 1
                self.answers = self.answers.with_row(self.asked.id, values)
        self.refuse("" if taken else _("Nothing to paste was found. Copy the rows in Excel first."))
        if taken:
            self.edited.emit()

    def _measure(self) -> None:
        rows = len(self._lines)
        self._none.setVisible(rows == 0)
        self._hint.setVisible(bool(self.answers.keys(self.asked.id)) and self._key is None)
        self.view.setVisible(rows > 0)
        seen = min(rows, _MOST_SEEN)
        high = theme.px("row") + seen * self.view.row_height + 10
        self.view.setMinimumHeight(high)
        self.view.setMaximumHeight(high)
