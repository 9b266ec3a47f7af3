"""Checks the types of an expression against the questions it reads, before anybody answers them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import association, grammar
from kobe_desk.modules.subsidies.rules.definition import Field, Kind, Programme
from kobe_desk.modules.subsidies.rules.names import FACTS, resolve
from kobe_desk.modules.subsidies.rules.problem import Term
from kobe_desk.modules.subsidies.rules.values import CLASSES


class Basic(StrEnum):
    INT = N_("number")
    TEXT = N_("text")
    BOOL = N_("yes or no")
    DAY = N_("day")
    DAYS = N_("number of days")


@dataclass(frozen=True, slots=True)
class OneOf:
    """An option of a list: compared only with its own ids."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """A composite answer or a row, by member."""

    of: Mapping[str, "Type"]


@dataclass(frozen=True, slots=True)
class Many:
    of: "Type"


Type = Basic | OneOf | Members | Many
Scope = Mapping[str, Type]

_OPTION: Mapping[str, Type] = {
    "id": Basic.TEXT, "label": Basic.TEXT, "eligible": Basic.BOOL, "group": Basic.TEXT,
}  # fmt: skip
_HELPERS: Mapping[str, Type] = {
    "total": Basic.INT, "count": Basic.INT, "days": Basic.DAYS, "fiscal_year": Basic.INT, "is_blank": Basic.BOOL,
    "cat": Members(_OPTION), "floor_to": Basic.INT, "wareki": Basic.TEXT,
}  # fmt: skip


class Mistyped(Exception):
    """A type does not fit; `values` words the sentence `str()`."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.values = values


def type_of_field(programme: Programme, field: Field) -> Type:
    """What conditions see of a question."""
    if field.kind in (Kind.INTEGER, Kind.YEN):
        return Basic.INT
    if field.kind in (Kind.CHOICE, Kind.MULTI):
        found = programme.choice_lists.get(field.choices)
        option = OneOf(found.ids() if found else ())
        return option if field.kind is Kind.CHOICE else Many(option)
    if field.kind in CLASSES:
        return Members({each.name: _of_python(each.type) for each in fields(CLASSES[field.kind])})
    return {Kind.DATE: Basic.DAY, Kind.YESNO: Basic.BOOL}.get(field.kind, Basic.TEXT)


def _of_python(kind: object) -> Type:
    return Basic.DAY if kind is date else Basic.INT if kind is int else Basic.TEXT


def row_type(programme: Programme, table: str) -> Members:
    return Members({each.id: type_of_field(programme, each.field) for each in programme.tables[table].columns})


def check(programme: Programme, node: grammar.Node, row_of: str = "") -> Type:
    """The type of an expression. Raises Mistyped at the first part that does not fit."""
    if row_of == FACTS:
        return _Checker(programme).of(node, {FACTS: _FACTS, "constants": _constants(programme)})
    return _Checker(programme).of(node, {"row": row_type(programme, row_of)} if row_of else {})


def _of_fact(fact: association.Fact) -> Type:
    if fact.kind is association.FactKind.CHOICE:
        return OneOf(tuple(fact.options))
    return Basic.INT if fact.kind is association.FactKind.NUMBER else Basic.BOOL


_FACTS = Members({each.id: _of_fact(each) for each in association.FACTS.values()})


def _constants(programme: Programme) -> Members:
    return Members({each.id: Basic.INT for each in programme.constants})


class _Checker:
    """Walks one tree; knows the programme's names."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def of(self, node: grammar.Node, scope: Scope) -> Type:
        if isinstance(node, grammar.Literal):
            return {bool: Basic.BOOL, int: Basic.INT}.get(type(node.value), Basic.TEXT)
        if isinstance(node, grammar.Name):
            return self._name(node, scope)
        if isinstance(node, grammar.Member):
            return _member(self.of(node.target, scope), node.name)
        if isinstance(node, grammar.Call):
            return self._call(node, scope)
        return self._macro(node, scope) if isinstance(node, grammar.Macro) else self._operation(node, scope)

    def _name(self, node: grammar.Name, scope: Scope) -> Type:
        head, *rest = node.path
        if head in scope:
            return _members(scope[head], rest)
        found = None if FACTS in scope else resolve(self.programme, node.dotted)
        if found is None:
            raise Mistyped(N_("“{name}” is the name of nothing here. Check its spelling."), name=node.dotted)
        if not found:
            return Basic.INT if node.path == ("year", "number") or head == "constants" else Basic.DAY
        return self._of_node(found, rest)

    def _of_node(self, found: str, rest: list[str]) -> Type:
        head, _, tail = found.partition(".")
        if head == "rows":
            return _members(Many(row_type(self.programme, tail)), rest[1:])
        if head in ("totals", "amounts"):
            return Basic.INT
        if any(each.id == found for each in self.programme.conditions):
            return Basic.BOOL
        return _members(type_of_field(self.programme, self.programme.fields[found]), rest)

    def _call(self, node: grammar.Call, scope: Scope) -> Type:
        given = [self.of(each, scope) for each in node.arguments]
        wanted: Callable[[Type], bool] = {
            "total": lambda each: each == Many(Basic.INT),
            "count": lambda each: isinstance(each, Many),
            "days": lambda each: each is Basic.INT,
            "fiscal_year": lambda each: each is Basic.DAY,
            "cat": lambda each: isinstance(each, OneOf),
            "floor_to": lambda each: each is Basic.INT,
            "wareki": lambda each: each is Basic.DAY,
        }.get(node.name, lambda _each: True)
        for each in given:
            if not wanted(each):
                raise Mistyped(N_("{name}(…) is given {found}."), name=node.name, found=spoken(each))
        return _HELPERS[node.name]

    def _macro(self, node: grammar.Macro, scope: Scope) -> Type:
        target = self.of(node.target, scope)
        if not isinstance(target, Many):
            raise Mistyped(N_("{name} works on rows, and this is {found}."), name=node.name, found=spoken(target))
        body = self.of(node.body, {**scope, node.variable: target.of})
        if node.name == "map":
            return Many(body)
        _want(body, Basic.BOOL)
        return target if node.name == "filter" else Basic.BOOL

    def _operation(self, node: grammar.Operation, scope: Scope) -> Type:
        given = [self.of(each, scope) for each in node.operands]
        if node.sign in ("||", "&&", "!"):
            return [_want(each, Basic.BOOL) for each in given][0]
        if node.sign == "?:":
            _want(given[0], Basic.BOOL)
            return _same(node, given[1:])
        if node.sign == "in":
            return self._in(node, given)
        if node.sign == "[]":
            return Many(_same(node, given)) if given else Many(Basic.TEXT)
        if node.sign in ("==", "!=", "<", "<=", ">", ">="):
            return self._comparison(node, given)
        return _arithmetic(node.sign, given)

    def _in(self, node: grammar.Operation, given: list[Type]) -> Type:
        option, many = given
        if not isinstance(many, Many):
            raise Mistyped(N_("“in” needs a list on its right."))
        if isinstance(option, OneOf) and isinstance(node.operands[1], grammar.Operation):
            for each in node.operands[1].operands:
                _check_option(option, each)
        elif isinstance(many.of, OneOf):
            _check_option(many.of, node.operands[0])
        elif _plainly(option) != _plainly(many.of):
            raise _unlike(option, many.of)
        return Basic.BOOL

    def _comparison(self, node: grammar.Operation, given: list[Type]) -> Type:
        left, right = given
        for option, other in ((left, node.operands[1]), (right, node.operands[0])):
            if isinstance(option, OneOf) and isinstance(other, grammar.Literal):
                _check_option(option, other)
        if _plainly(left) != _plainly(right) or isinstance(left, Members | Many):
            raise _unlike(left, right)
        ordered = node.sign in ("<", "<=", ">", ">=")
        if ordered and left not in (Basic.INT, Basic.DAY, Basic.DAYS):
            raise Mistyped(N_("{found} has no order; only == and != compare it."), found=spoken(left))
        return Basic.BOOL


def _plainly(kind: Type) -> Type:
    return Basic.TEXT if isinstance(kind, OneOf) else kind


def _members(kind: Type, names: list[str]) -> Type:
    for name in names:
        kind = _member(kind, name)
    return kind


def _member(kind: Type, name: str) -> Type:
    if not isinstance(kind, Members) or name not in kind.of:
        raise Mistyped(N_("“{name}” is the name of nothing here. Check its spelling."), name=name)
    return kind.of[name]


def _want(found: Type, wanted: Type) -> Type:
    if found != wanted:
        raise _unlike(found, wanted)
    return found


def _same(node: grammar.Operation, given: list[Type]) -> Type:
    kinds = [_plainly(each) for each in given]
    if any(each != kinds[0] for each in kinds):
        raise _unlike(*given[:2])
    return given[0] if len(node.operands) and all(each == given[0] for each in given) else kinds[0]


def _unlike(left: Type, right: Type) -> Mistyped:
    return Mistyped(N_("{left} and {right} cannot be put together."), left=spoken(left), right=spoken(right))


def _check_option(option: OneOf, other: grammar.Node) -> None:
    if not isinstance(other, grammar.Literal) or other.value not in option.ids:
        value = other.value if isinstance(other, grammar.Literal) else "?"
        raise Mistyped(N_("“{value}” is not one of: {allowed}."), value=value, allowed=", ".join(option.ids))


_SUMS: Mapping[tuple[str, Type, Type], Type] = {
    ("+", Basic.INT, Basic.INT): Basic.INT, ("-", Basic.INT, Basic.INT): Basic.INT,
    ("*", Basic.INT, Basic.INT): Basic.INT, ("-", Basic.DAY, Basic.DAY): Basic.DAYS,
    ("+", Basic.DAY, Basic.DAYS): Basic.DAY, ("-", Basic.DAY, Basic.DAYS): Basic.DAY,
}  # fmt: skip


def _arithmetic(sign: str, given: list[Type]) -> Type:
    if sign == "neg":
        return _want(given[0], Basic.INT)
    left, right = given
    if isinstance(left, Basic) and isinstance(right, Basic) and (sign, left, right) in _SUMS:
        return _SUMS[sign, left, right]
    raise _unlike(left, right)


def spoken(kind: Type) -> Term:
    """What people call a type."""
    if isinstance(kind, Basic):
        return Term(kind.value)
    return Term({OneOf: N_("option"), Members: N_("record"), Many: N_("list")}[type(kind)])
