"""The part of CEL that a definition may use, as a small tree of our own; everything else is refused."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kobe_desk.core.text import N_, _

if TYPE_CHECKING:
    from lark import Tree

MACROS = ("exists", "all", "filter", "map")
CALLS = {"total": 1, "count": 1, "days": 1, "fiscal_year": 1, "is_blank": 1, "cat": 1, "floor_to": 2, "wareki": 1}
DEEPEST_TREE = 250
RESERVED = frozenset(
    {"today", "window", "year", "rows", "totals", "amounts", "constants", "row", "facts", "true", "false", "null", "in"}
)


class NotAllowed(Exception):
    """A part of the language that definitions do without; `str()` is the sentence to translate."""


@dataclass(frozen=True, slots=True)
class Literal:
    value: bool | int | str


@dataclass(frozen=True, slots=True)
class Name:
    path: tuple[str, ...]

    @property
    def dotted(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Member:
    target: "Node"
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Macro:
    name: str
    target: "Node"
    variable: str
    body: "Node"


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator between its operands: || && < <= > >= == != in + - * ! neg ?: and the list []."""

    sign: str
    operands: tuple["Node", ...]


Node = Literal | Name | Member | Call | Macro | Operation

_SIGNS = {
    "relation_lt": "<", "relation_le": "<=", "relation_gt": ">", "relation_ge": ">=", "relation_eq": "==",
    "relation_ne": "!=", "relation_in": "in", "addition_add": "+", "addition_sub": "-", "multiplication_mul": "*",
}  # fmt: skip
_NUMBERS = {"FLOAT_LIT", "UINT_LIT"}


def read(tree: "Tree[Any]") -> Node:
    """Our tree of the parser's tree. Raises NotAllowed."""
    _check_depth(tree)
    node = _read(tree)
    if sum(isinstance(each, Macro) for each in nodes(node)) and _macro_depth(node) > 1:
        raise NotAllowed(N_("one exists, all, filter or map cannot stand inside another"))
    return node


def _check_depth(tree: "Tree[Any]") -> None:
    level: list[Any] = [tree]
    for _depth in range(DEEPEST_TREE):
        level = [child for each in level for child in getattr(each, "children", ())]
        if not level:
            return
    raise NotAllowed(N_("it is nested too deeply"))


def _read(tree: "Tree[Any]") -> Node:
    while len(tree.children) == 1 and tree.data in _THROUGH:
        tree = tree.children[0]
    return _READERS.get(tree.data, _refuse)(tree)


_THROUGH = ("expr", "conditionalor", "conditionaland", "relation", "addition", "multiplication", "unary", "member",
            "primary", "paren_expr")  # fmt: skip


def _refuse(_tree: "Tree[Any]") -> Node:
    raise NotAllowed(N_("it uses a part of the language that definitions do without"))


def _choice(tree: "Tree[Any]") -> Node:
    return Operation("?:", tuple(map(_read, tree.children)))


def _logic(sign: str) -> Callable[["Tree[Any]"], Node]:
    return lambda tree: Operation(sign, tuple(map(_read, tree.children)))


def _binary(tree: "Tree[Any]") -> Node:
    operator, right = tree.children
    if operator.data not in _SIGNS:
        raise NotAllowed(N_("it divides; amounts are calculated in [[amount]] only"))
    return Operation(_SIGNS[operator.data], (_read(operator.children[0]), _read(right)))


def _unary(tree: "Tree[Any]") -> Node:
    return Operation("!" if tree.children[0].data == "unary_not" else "neg", (_read(tree.children[1]),))


def _literal(tree: "Tree[Any]") -> Node:
    token: Any = tree.children[0]
    if token.type == "BOOL_LIT":
        return Literal(str(token).startswith("t"))
    if token.type == "INT_LIT" and str(token).isdigit():
        return Literal(_small(int(token)))
    if token.type == "STRING_LIT" and "\\" not in token and token[0] in "\"'":
        return Literal(str(token)[1:-1])
    if token.type in _NUMBERS:
        raise NotAllowed(N_("it holds a number that is not whole"))
    return _refuse(tree)


def _small(value: int) -> int:
    if value > 10**15:
        raise NotAllowed(N_("it holds a number that is too large"))
    return value


def _name(tree: "Tree[Any]") -> Node:
    return Name((str(tree.children[0]),))


def _dotted(tree: "Tree[Any]") -> Node:
    target, name = _read(tree.children[0]), str(tree.children[1])
    return Name((*target.path, name)) if isinstance(target, Name) else Member(target, name)


def _call(tree: "Tree[Any]") -> Node:
    name, arguments = str(tree.children[0]), _arguments(tree)
    if CALLS.get(name) != len(arguments):
        raise NotAllowed(_("“{name}” is not one of the helpers, or has too few or too many values").format(name=name))
    return Call(name, tuple(map(_read, arguments)))


def _macro(tree: "Tree[Any]") -> Node:
    name, arguments = str(tree.children[1]), _arguments(tree)
    if name not in MACROS or len(arguments) != 2:  # noqa: PLR2004 - a variable and what is said of it
        raise NotAllowed(_("“{name}” is not one of the helpers, or has too few or too many values").format(name=name))
    variable = _read(arguments[0])
    if not isinstance(variable, Name) or len(variable.path) != 1 or variable.path[0] in RESERVED:
        raise NotAllowed(N_("the row in exists, all, filter or map needs a short name of its own, such as r"))
    return Macro(name, _read(tree.children[0]), variable.path[0], _read(arguments[1]))


def _arguments(tree: "Tree[Any]") -> list[Any]:
    last = tree.children[-1]
    return list(last.children) if getattr(last, "data", "") == "exprlist" else []


def _list(tree: "Tree[Any]") -> Node:
    return Operation("[]", tuple(map(_read, _arguments(tree))) if tree.children else ())


_READERS: dict[str, Callable[["Tree[Any]"], Node]] = {
    "expr": _choice, "conditionalor": _logic("||"), "conditionaland": _logic("&&"), "relation": _binary,
    "addition": _binary, "multiplication": _binary, "unary": _unary, "literal": _literal, "ident": _name,
    "member_dot": _dotted, "ident_arg": _call, "member_dot_arg": _macro, "list_lit": _list,
}  # fmt: skip


def inside(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Operation):
        return node.operands
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Macro):
        return (node.target, node.body)
    return (node.target,) if isinstance(node, Member) else ()


def nodes(node: Node) -> Iterator[Node]:
    """The node and everything inside it."""
    yield node
    for each in inside(node):
        yield from nodes(each)


def _macro_depth(node: Node) -> int:
    deepest = max((_macro_depth(each) for each in inside(node)), default=0)
    if not isinstance(node, Macro):
        return deepest
    return max(1 + _macro_depth(node.body), _macro_depth(node.target))


def references(node: Node, bound: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names a tree reads, without the rows of its own macros."""
    if isinstance(node, Name):
        return frozenset() if node.path[0] in bound else frozenset({node.dotted})
    if isinstance(node, Macro):
        return references(node.target, bound) | references(node.body, bound | {node.variable})
    return frozenset().union(*(references(each, bound) for each in inside(node)))
