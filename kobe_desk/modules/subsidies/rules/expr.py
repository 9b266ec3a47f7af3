"""Conditions and checks in CEL, the Common Expression Language, behind a small port (engine: cel-python).

Only a checked part of the language is let through (see `grammar.py`): whole numbers, texts, yes and no, days.
A day is the number of days since 0001-01-01, so that no engine's calendar is involved.
A blank answer is null; a comparison with it is undecided, and what is undecided does not hold.
"""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Union

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese import fiscal_year as japanese_year
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.rules import grammar
from kobe_desk.modules.subsidies.rules.problem import Term, shown

if TYPE_CHECKING:
    from celpy import Environment

LONGEST = 500
DEEPEST = 20

_REMEMBERED = 5_000

_options: ContextVar[Mapping[str, Any]] = ContextVar("options")
_ABSENT: Any = object()
_settled: dict[tuple[str, bytes], int | None] = {}

Plain = Union[None, bool, int, str, Sequence["Plain"], Mapping[str, "Plain"]]  # noqa: UP007 - it names itself


class ExpressionRefused(UserError):
    text = N_("“{expr}” cannot be used: {reason}.")

    def message(self) -> str:
        return _(self.text).format(**shown(self.values))


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled condition; `references` are the names it reads, such as `members` and `totals.budget_in.amount`."""

    text: str
    node: grammar.Node
    references: frozenset[str]

    @property
    def _heads(self) -> frozenset[str]:
        """The bindings it reads: nothing else has to be handed to the engine."""
        return frozenset(each.partition(".")[0] for each in self.references)

    def evaluate(self, bindings: Mapping[str, Plain], options: Mapping[str, Plain] = MappingProxyType({})) -> Plain:
        """The value, or None while an answer it needs is blank. `options` is what `cat(…)` looks up."""
        read = {name: bindings[name] for name in sorted(self._heads) if name in bindings}
        return _fresh(self.text, read, options) if "cat" in self.text else _known(self.text, read)


def _fresh(text: str, bindings: Mapping[str, Plain], options: Mapping[str, Plain] = MappingProxyType({})) -> Plain:
    reset = _options.set(options)
    try:
        return _evaluate(text, bindings)
    finally:
        _options.reset(reset)


def _known(text: str, bindings: Mapping[str, Plain]) -> Plain:
    """The value; yes, no and figures are remembered, for a page asks again for all that did not change (1 ms each).

    What was answered is remembered only as a digest.
    """
    key = text, blake2b(repr(bindings).encode(errors="surrogatepass"), digest_size=16).digest()
    found: Plain = _settled.get(key, _ABSENT)
    if found is not _ABSENT:
        return found
    found = _fresh(text, bindings)
    if found is None or isinstance(found, int):
        if len(_settled) >= _REMEMBERED:
            _settled.clear()
        _settled[key] = found
    return found


@lru_cache(maxsize=2000)
def compile(text: str) -> Expression:  # noqa: A001 - the word of every expression language
    """Read an expression. Raises ExpressionRefused before anything long or deep reaches the parser."""
    _check_size(text)
    try:
        tree = _environment().compile(text)
    except Exception as fault:  # the parser's own errors have no common base but Exception
        raise ExpressionRefused(expr=text, reason=Term(N_("it is not written as an expression"))) from fault
    try:
        node = grammar.read(tree)
    except grammar.NotAllowed as fault:
        raise ExpressionRefused(expr=text, reason=Term(fault)) from fault
    return Expression(text, node, grammar.references(node))


def _check_size(text: str) -> None:
    if len(text) > LONGEST:
        raise ExpressionRefused(expr=text[:60] + "…", reason=Term(N_("it is too long")))
    depth = deepest = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST or text.count("!") + text.count("-") > 4 * DEEPEST or text.count("?") > DEEPEST:
        raise ExpressionRefused(expr=text[:60], reason=Term(N_("it is nested too deeply")))


def references(text: str) -> frozenset[str]:
    """The names that an expression reads."""
    return compile(text).references


@cache
def _environment() -> "Environment":
    from celpy import Environment

    return Environment()


@lru_cache(maxsize=2000)
def _program(text: str) -> Any:
    environment = _environment()
    return environment.program(environment.compile(text), functions=_wrapped())


def _evaluate(text: str, bindings: Mapping[str, Plain]) -> Plain:
    from celpy.evaluation import CELEvalError

    try:
        return _unwrap(_program(text).evaluate({name: _wrap(value) for name, value in bindings.items()}))
    except (CELEvalError, TypeError, OverflowError):  # an answer is blank, or a sum has no place in 64 bits
        return None


class _Blank:
    """A blank answer inside the engine: to compare it is an error, which makes the comparison undecided.

    CEL's own null would be unequal to every text, so that a check would fail before its question is answered.
    """

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise TypeError("blank")


_BLANK = _Blank()


def _wrap(value: Plain) -> Any:
    from celpy import celtypes

    if value is None:
        return _BLANK
    if isinstance(value, bool):
        return celtypes.BoolType(value)
    if isinstance(value, int):
        return celtypes.IntType(value)
    if isinstance(value, str):
        return celtypes.StringType(value)
    if isinstance(value, Mapping):
        return celtypes.MapType({celtypes.StringType(key): _wrap(each) for key, each in value.items()})
    return celtypes.ListType([_wrap(each) for each in value])


def _unwrap(value: Any) -> Plain:
    from celpy import celtypes

    if isinstance(value, celtypes.BoolType):
        return bool(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {str(key): _unwrap(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_unwrap(each) for each in value]
    return None if value is None or value is _BLANK else str(value)


@cache
def _wrapped() -> dict[str, Callable[..., Any]]:
    return {name: _lifted(helper) for name, helper in HELPERS.items()}


def _lifted(helper: Callable[..., Plain]) -> Callable[..., Any]:
    def called(*arguments: Any) -> Any:
        return _wrap(helper(*map(_unwrap, arguments)))

    called.__name__ = helper.__name__
    return called


def total(figures: Sequence[int | None]) -> int:
    """The sum of figures; a blank one adds nothing."""
    return sum(each for each in figures if each is not None)


def count(rows: Sequence[Plain]) -> int:
    return len(rows)


def days(number: int) -> int:
    return number


def fiscal_year(day: int | None) -> int | None:
    """2026 for a day from 2026-04-01 to 2027-03-31 (令和8年度)."""
    return None if day is None else japanese_year.fiscal_year(date.fromordinal(day)).year


def is_blank(value: Plain) -> bool:
    """Whether nothing has been answered yet; 0 and 該当なし are answers."""
    return value is None or value == "" or value == []


def floor_to(figure: int | None, unit: int) -> int | None:
    """The figure cut down to a unit: floor_to(49999, 1000) is 49000."""
    return None if figure is None or unit < 1 else figure // unit * unit


def wareki(day: int | None) -> str | None:
    """令和8年4月24日."""
    return None if day is None else era.wareki(date.fromordinal(day))


def cat(option: str | None) -> Plain:
    """What a chosen option says of itself: id, label, eligible, group."""
    return None if option is None else _options.get().get(option)


HELPERS: Mapping[str, Callable[..., Any]] = {
    each.__name__: each for each in (total, count, days, fiscal_year, is_blank, floor_to, wareki, cat)
}
