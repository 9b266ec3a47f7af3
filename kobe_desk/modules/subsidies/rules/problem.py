"""What is wrong with a programme definition: a place in the file, and a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _


class Term(str):
    """A word inside a sentence that is itself looked up when the sentence is shown."""

    __slots__ = ()


def shown(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _(each) if isinstance(each, Term) else each for key, each in values.items()}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at a place, named as in `page.money.table.budget_out`. `hint` does not stop the programme."""

    at: str
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    hint: bool = False

    def message(self) -> str:
        said = self.sentence()
        return _("{place}: {problem}").format(place=self.at, problem=said) if self.at else said

    def sentence(self) -> str:
        """The fault without its place, to be shown at it."""
        return _(self.text).format(**shown(self.values))


class DefinitionRefused(UserError):
    """A definition that cannot be used (定義の不備). Holds every problem; the sentence shows the first ones."""

    text = N_("This programme definition cannot be used, and nothing was added. {problems}")
    SHOWN = 5

    def __init__(self, name: str | None, /, **values: Any) -> None:
        super().__init__(name, **values)
        self.problems: tuple[Problem, ...] = tuple(values["problems"])

    @classmethod
    def because(cls, problems: Iterable[Problem], name: str | None = None) -> "DefinitionRefused":
        return cls(name, problems=tuple(problems))

    def message(self) -> str:
        shown = "\n".join(each.message() for each in self.problems[: self.SHOWN])
        return _(self.text).format(problems=shown)


def refuse(at: str, text: str, **values: Any) -> DefinitionRefused:
    """The refusal for one problem."""
    return DefinitionRefused.because((Problem(at, text, values),))


def unknown(at: str, name: str) -> Problem:
    """A name that nothing has."""
    return Problem(at, N_("“{name}” is the name of nothing here. Check its spelling."), {"name": name})


def no_source(at: str, name: str) -> Problem:
    """A source that the desk does not have for this kind of answer."""
    return Problem(at, N_("“{name}” is no source the desk has for this."), {"name": name})


def no_figure(at: str, name: str) -> Problem:
    return Problem(at, N_("“{name}” is no question or sum with a figure."), {"name": name})


def too_narrow(at: str, least: int, most: int) -> Problem:
    """Two bounds that leave no answer."""
    return Problem(at, N_("No answer can be both at least {least} and at most {most}."), {"least": least, "most": most})
