"""What goes into an import, row by row: plain data that a child process can hand over."""

from datetime import date
from typing import NamedTuple

ERROR, WARNING = "error", "warning"


class Problem(NamedTuple):
    """Something a person should look at. error: the row is not taken in; warning: the field is empty or in doubt."""

    line: int
    column: str
    value: str
    reason: str
    severity: str


class ImportRow(NamedTuple):
    """A row as it will be kept: cleaned, with what it says of the household beside the person."""

    line: int
    number: str
    name: str
    kana: str
    birth: date | None
    birth_part: str
    sex: str
    relation: str
    phone: str
    mobile: str
    mail: str
    notes: str
    joined: date | None
    left: date | None
    """The last day as a member."""
    head: bool | None
    """Whether the row says that this is the head (世帯主); None: it does not say."""
    home: str
    """The household proposed: rows with the same text belong together; empty: none is proposed."""
    home_number: str
    area: str
    house: str
    postal: str
    address: str
    building: str
    problems: tuple[Problem, ...] = ()


class RefusedRow(NamedTuple):
    """A row that is not taken in, and why."""

    line: int
    problems: tuple[Problem, ...]
