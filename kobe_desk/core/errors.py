"""The two kinds of error: a `UserError` the user can act on; everything else is a bug."""

from typing import Any, ClassVar

from kobe_desk.core.text import _


class UserError(Exception):
    """A refusal that the user can act on: what happened, that the data is safe, and what to do.

    A subclass names the situation and words it once in `text` (an English msgid with `{placeholders}`);
    it is raised with the field it belongs to (or None) and the facts. `str()` never holds the facts,
    because exceptions reach logs and facts are personal data; people are shown `message()`.
    """

    text: ClassVar[str]

    def __init__(self, field: str | None = None, /, **values: Any) -> None:
        super().__init__(type(self).__name__ if field is None else f"{type(self).__name__}({field})")
        self.field = field
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.field, self.values)  # a job's child process sends its refusals home

    def message(self) -> str:
        """The sentence shown to the user, in the chosen language."""
        return _(self.text).format(**self.values)


def _again(situation: type[UserError], field: str | None, values: dict[str, Any]) -> UserError:
    return situation(field, **values)


class Cancelled(Exception):
    """The user stopped a running job; nothing was changed, and nothing more is said."""
