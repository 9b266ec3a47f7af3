"""The questions of one page, shown together: fields, then tables, and the box that says why."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import EnclosureRow, ProposedRow, SourceChange
from kobe_desk.modules.subsidies.usecases.asking import AT, Answers, Evaluation, Field, Kind, Page
from kobe_desk.modules.subsidies.view.controls import Offered
from kobe_desk.modules.subsidies.view.line_papers import Documents, relay
from kobe_desk.modules.subsidies.view.question import Question
from kobe_desk.modules.subsidies.view.rows import RowsField
from kobe_desk.modules.subsidies.view.trace import AmountTrace, TracePane
from kobe_desk.modules.subsidies.view.why import WhyBox
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.theme import follow, theme

Changes = Mapping[str, SourceChange]


class Questions(QWidget):
    """What a page asks. `answers` reads it back; what is not asked any more is hidden and kept."""

    edited = Signal()
    today_wanted = Signal(str)
    keep_wanted = Signal(str)
    refill_wanted = Signal(str)
    past_wanted = Signal(str)
    compare_wanted = Signal(str)
    file_chosen = Signal(str, object)
    document_chosen = Signal(str, object)
    take_out_wanted = Signal(object)
    turn_wanted = Signal(object)

    def __init__(self, page: Page, offered: Offered, evaluation: Evaluation, why: WhyBox | None) -> None:
        super().__init__()
        self.page = page
        missing = {cell.field for cell in evaluation.missing}
        asked = [each for each in page.fields if not each.computed and each.kind is not Kind.BOOKING]
        self.fields = {each.id: Question(each, offered, required=_required(each, missing)) for each in asked}
        self.form = Form(self.fields)
        self.tables = {each.id: RowsField(each, offered) for each in page.tables}
        self.trace = TracePane()
        self._money = False
        below = (why,) if self.tables and why is not None else ()
        left = Column(self.form, *self.tables.values(), *below, self.trace, STRETCH, gap="section")
        self.form.setVisible(bool(self.fields))
        row = Row(gap="group")
        row.addLayout(left, 1)
        if why is not None and not below:
            row.addLayout(Column(why, STRETCH, gap=0))
        self.setLayout(row)
        follow(self, self._place_trace)
        self.form.edited.connect(self.edited)
        for field in self.fields.values():
            field.today_wanted.connect(self.today_wanted)
            field.keep_wanted.connect(self.keep_wanted)
        for table in self.tables.values():
            table.edited.connect(self.edited)
            table.refill_wanted.connect(self.refill_wanted)
            table.keep_wanted.connect(self.keep_wanted)
            table.past_wanted.connect(self.past_wanted)
            table.compare_wanted.connect(self.compare_wanted)
            relay(table, self)

    def show_answers(self, answers: Answers, evaluation: Evaluation, changes: Changes) -> None:
        """Show the answers from the beginning."""
        for name, field in self.fields.items():
            field.show_answer(answers.get(name), changes.get(name))
        for name, table in self.tables.items():
            table.show_change(answers, changes.get(name))
        self.follow(answers, evaluation)

    def offer_past(self, titles: Mapping[str, str]) -> None:
        """The tables whose rows an application before has, with its title."""
        for name, table in self.tables.items():
            table.offer_past(titles.get(name, ""))

    def offer_rows(self, proposed: Sequence[ProposedRow]) -> None:
        """Rows that the desk can put into the tables here."""
        for name, table in self.tables.items():
            table.offer_rows(tuple(each for each in proposed if each.table == name))

    def put_papers(self, there: Sequence[EnclosureRow], documents: Documents) -> None:
        """The papers that belong to rows of the tables here, and the kept documents that could."""
        for table in self.tables.values():
            table.put_papers(there, documents)

    def show_refusal_at(self, paper: str, error: UserError) -> None:
        """Say at its row why a paper was not taken."""
        row = paper.partition(AT)[2]
        for name, table in self.tables.items():
            if row in map(str, table.answers.keys(name)):
                table.show_refusal_at(paper, error)

    def show_traces(self, traces: tuple[AmountTrace, ...]) -> None:
        """From 16 pt on the way to the amount stands below the tables: beside them there is no room."""
        self._money = bool(traces)
        self.trace.show_traces(traces)
        self._place_trace()

    def _place_trace(self) -> None:
        self.trace.setVisible(self._money and theme.large)

    def follow(self, answers: Answers, evaluation: Evaluation) -> None:
        """Show what follows from what was just typed: questions that come and go, rows, sums."""
        for name, field in self.fields.items():
            field.setVisible(name in evaluation.relevant)
        for name, table in self.tables.items():
            table.setVisible(name in evaluation.relevant)
            table.show_rows(answers, evaluation)

    def answers(self, before: Answers) -> Answers:
        """The answers with what can be read of this page right now; of hidden questions nothing is taken."""
        for name, field in self.fields.items():
            now = field.now()
            if now is not None and now is not before.get(name):
                before = before.with_answer(name, now)
        for name, table in self.tables.items():
            before = _with_rows(before, table.answers, name)
        return before

    def unreadable(self) -> dict[str, str]:
        """What is typed and cannot be read yet, by question, so that a draft keeps it too."""
        found = {name: field.text_now() for name, field in self.fields.items() if field.now() is None}
        return {name: text for name, text in found.items() if text}

    def being_typed(self) -> dict[str, str]:
        """What is typed and cannot be read yet, that in the rows of tables too."""
        rows = (each.unreadable() for each in self.tables.values())
        return {**self.unreadable(), **{name: text for found in rows for name, text in found.items()}}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Bring back what could not be read."""
        for name, text in texts.items():
            if name in self.fields:
                self.fields[name].answer_field.put_text(text)
        for table in self.tables.values():
            table.put_texts(texts)

    def check(self, evaluation: Evaluation) -> bool:
        """Say at each question what is wrong or missing, and above them all; True when nothing is."""
        for field in self.fields.values():
            if field.isHidden():
                field.refuse("")
        shown = {name: field for name, field in self.fields.items() if not field.isHidden()}
        self.form.fields = dict(shown)
        good = self.form.read() is not None
        self.form.fields = dict(self.fields)
        return all([self._check_table(table, evaluation) for table in self.tables.values()]) and good

    def only_gaps(self) -> bool:
        """Whether all that is written in what is asked can be read, and something is only missing."""
        readable = all(field.now() is not None for field in self.fields.values() if not field.isHidden())
        return readable and not any(each.unreadable() for each in self.tables.values() if not each.isHidden())

    def _check_table(self, table: RowsField, evaluation: Evaluation) -> bool:
        if table.isHidden():
            table.refuse("")
            return True
        name = table.asked.id
        gaps = [cell for cell in evaluation.missing if cell.field.partition(".")[0] == name]
        keys = table.answers.keys(name)
        if any(cell.row is None for cell in gaps):
            table.refuse(_("“{table}” needs at least one row. Press “Add a row”.").format(table=table.asked.label))
        elif gaps:
            places = dict.fromkeys(str(keys.index(cell.row) + 1) for cell in gaps if cell.row in keys)
            words = _("Something is still missing in “{table}”: row {rows}.")
            table.refuse(words.format(table=table.asked.label, rows=_(", ").join(places)))
        else:
            table.refuse("")
        return table.check() and not gaps

    def focus_at(self, item: str) -> None:
        """Give the keyboard to a question or table."""
        head, _at, row = item.partition(".")[0].partition(AT)
        if row and head in self.tables:
            self.tables[head].show_row(UUID(row))
        elif head in self.fields:
            self.fields[head].focus()
        elif head in self.tables:
            self.tables[head].add.setFocus()
        else:
            self.focus_first()

    def focus_first(self) -> None:
        shown = next((each for each in self.fields.values() if not each.isHidden()), None)
        if shown is not None:
            shown.focus()
        elif self.tables:
            next(iter(self.tables.values())).add.setFocus()


def _required(field: Field, missing: set[str]) -> bool:
    return field.required or field.id in missing


def _with_rows(before: Answers, mine: Answers, table: str) -> Answers:
    """The answers with the rows of one table as they are in another set."""
    cells = {cell: each for cell, each in before.items() if not cell.field.startswith(f"{table}.")}
    rows = {cell: each for cell, each in mine.items() if cell.field.startswith(f"{table}.")}
    order = {**before.rows}
    if mine.keys(table) or table in order:
        order[table] = mine.keys(table)
    return Answers({**cells, **rows}, order)
