"""Single rows of a table that rest on the desk: an amount that it offers (繰越金), a booking that a row pays for."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kobe_desk.modules.subsidies.rules.answers import Answer, Answers


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A row that can be put into a table: its words and choices, and the cell that the desk fills."""

    table: str
    label: str
    values: Mapping[str, str]
    known_by: tuple[str, ...]
    """The columns that say what the row is (科目)."""
    column: str
    answer: Answer

    def rows_in(self, answers: Answers) -> tuple[UUID, ...]:
        """The rows of its table that say the same already."""
        return tuple(
            row
            for row in answers.keys(self.table)
            if all(answers.value(f"{self.table}.{name}", row) == self.values[name] for name in self.known_by)
        )

    def put_into(self, answers: Answers) -> Answers:
        """The answers with this row at the end of its table."""
        made = answers.with_row(self.table, self.values)
        return made.with_answer(f"{self.table}.{self.column}", self.answer, made.keys(self.table)[-1])


@dataclass(frozen=True, slots=True)
class LineChange:
    """A cell that rests on the desk, which says otherwise today; blank where what it rested on is gone."""

    row: UUID
    column: str
    given: Answer
    today: Answer
