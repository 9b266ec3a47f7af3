"""What a turn is shown as, and what is refused of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.members.rules.turns import Passed


class LeaderEndsEarly(UserError):
    text = N_("The last day is before the first day. Please check both.")


class LeaderOverlaps(UserError):
    text = N_("{holder} leads {area} ({term}). A block has one leader at a time; choose other days, or end that first.")


class NobodyInTurn(UserError):
    text = N_("Nobody of {area} can be asked: all are exempt or passed over. Choose somebody yourself.")


class AgeOutOfRange(UserError):
    text = N_("Please write an age from 60 to 110, or leave it empty.")


class ReasonMissing(UserError):
    text = N_("Please write why this household takes no turn.")


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A 班 and who leads it, both days inclusive; without a person, nobody does."""

    area_id: UUID
    area: str
    term_id: UUID | None
    person_id: UUID | None
    person: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A household in the turn of its 班, in order; `served` is the last day of its last term."""

    id: UUID
    house_number: str
    name: str
    person_id: UUID
    """The head, who is proposed."""
    passed: Passed
    exempt: str
    served: date | None
    turn: int
    """1 for whoever is next; 0 for who is passed over."""


@dataclass(frozen=True, slots=True)
class Rota:
    """The turn of one 班 for a fiscal year: its first and last day, who leads now, and the households in order."""

    area_id: UUID
    area: str
    year: int
    first: date
    last: date
    age: int | None
    leader: LeaderRow
    """Who leads on the first day of that year."""
    rows: tuple[TurnRow, ...]

    @property
    def proposed(self) -> TurnRow | None:
        return next((row for row in self.rows if row.turn == 1), None)
