"""What follows from the answers on a day, and how it differs from what was stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kobe_desk.modules.subsidies.rules import amount as money
from kobe_desk.modules.subsidies.rules.answers import Cell
from kobe_desk.modules.subsidies.rules.definition import Attachment, FormSpec, Held, Level, Page, Table, Total
from kobe_desk.modules.subsidies.rules.values import Value


@dataclass(frozen=True, slots=True)
class Failed:
    """A check that does not hold, with its message and the fields it points at."""

    id: str
    level: Level
    message: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeededAt:
    """A paper of one line: which line, whether it must be there, how many there are, and whether one is missing."""

    row: UUID
    line: str
    """Which line: 3行目 講師謝礼."""
    name: str
    """What the line is: 講師謝礼."""
    required: bool
    there: int
    missing: bool


@dataclass(frozen=True, slots=True)
class Needed:
    """A paper that goes with the application or a later stage, whether it must, and how many are still missing."""

    attachment: Attachment
    required: bool
    missing: int
    lines: tuple[NeededAt, ...] = ()
    """Where it belongs to lines of a table: each line in its order."""
    joint: int = 0
    """How many there are that belong to no line."""

    @property
    def lacking(self) -> tuple[NeededAt, ...]:
        """The lines that still lack one."""
        return tuple(each for each in self.lines if each.missing)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with every value that counts, computed ones included."""

    key: UUID
    values: Mapping[str, Value | None]
    held: tuple[Held, ...] = ()
    """What of it does not count because of a limit for each line, by column."""


@dataclass(frozen=True)
class Evaluation:
    """Everything that follows from the answers today. Dormant answers are in none of it, except `retained`."""

    pages: tuple[Page, ...]
    """The pages that are asked, in their order."""
    relevant: frozenset[str]
    """The fields and tables that are asked."""
    retained: frozenset[str]
    """Fields that are not asked but exported all the same."""
    conditions: Mapping[str, bool]
    values: Mapping[str, Value | None]
    """Fields that count, computed ones included."""
    rows: Mapping[str, tuple[Row, ...]]
    totals: Mapping[str, int]
    """`table.total` -> sum; the first, calculated row of a table is not in it."""
    amounts: Mapping[str, money.Result | None]
    failed: tuple[Failed, ...]
    missing: tuple[Cell, ...]
    """Required answers that are blank, in the order they are asked; a table that needs rows is one too."""
    attachments: tuple[Needed, ...]
    forms: tuple[FormSpec, ...]
    later: tuple[Needed, ...] = ()
    """Papers that go with later stages, as if nothing was there yet: what is there belongs to an occasion."""

    @property
    def errors(self) -> tuple[Failed, ...]:
        return tuple(each for each in self.failed if each.level is Level.ERROR)

    @property
    def complete(self) -> bool:
        """Whether the papers can be made: nothing missing, no error. Attachments are asked for apart."""
        return not self.missing and not self.errors and all(self.amounts.values())

    def exported(self) -> frozenset[str]:
        """The fields whose answers may go into papers and packages."""
        return self.relevant | self.retained


def sums(table: Table, evaluation: Evaluation) -> tuple[tuple[Total, int], ...]:
    """What the columns of a table come to, in its order; the first, calculated row counts."""
    lead = table.lead
    made = evaluation.amounts.get(lead.amount) if lead else None
    return tuple(
        (
            total,
            evaluation.totals.get(f"{table.id}.{total.id}", 0)
            + (made.yen if made and lead and lead.column == total.column else 0),
        )
        for total in table.totals
        if not total.where
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored figure that is calculated otherwise now (survey-library#10455)."""

    name: str
    stored: int | None
    now: int | None


def figures(evaluation: Evaluation) -> dict[str, int]:
    """Totals and amounts by name, to be stored with the application and compared on the next opening."""
    made = {f"amounts.{key}": each.yen for key, each in evaluation.amounts.items() if each}
    return {**{f"totals.{key}": each for key, each in evaluation.totals.items()}, **made}


def differences(stored: Mapping[str, int], evaluation: Evaluation) -> tuple[Difference, ...]:
    """Where stored figures and today's calculation part."""
    now = figures(evaluation)
    names = [
        name for name in (*stored, *(each for each in now if each not in stored)) if stored.get(name) != now.get(name)
    ]
    return tuple(Difference(name, stored.get(name), now.get(name)) for name in names)
