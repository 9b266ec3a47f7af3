"""A field as it will be kept, and beside it the doubt that a person should look at."""

from dataclasses import dataclass

from kobe_desk.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Written:
    """`value` is kept in any case; `doubt` (its `message()`) is shown beside the field or in the import's report."""

    value: str
    doubt: UserError | None = None
