"""Amounts: every figure they name exists and is a number, caps cover every answer, shares stay below the whole."""

from collections.abc import Iterator
from fractions import Fraction

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import NUMBERS, STEPS, Amount, Cap, Field, Kind, Programme
from kobe_desk.modules.subsidies.rules.names import resolve
from kobe_desk.modules.subsidies.rules.problem import Problem, no_figure

FINEST_SHARE = 1000
"""The search for the request takes at most this many steps for each part."""


def reference_problems(programme: Programme) -> Iterator[Problem]:
    for amount in programme.amounts:
        for name in amount.sources():
            if not _is_figure(programme, name, by=amount.cap is not None and name == amount.cap.by):
                yield no_figure(f"amount.{amount.id}", name)
    for key, table in programme.tables.items():
        for total in table.totals:
            column = table.column(total.column)
            if column is None or column.field.kind not in NUMBERS:
                at = f"{key}.totals.{total.id}"
                yield no_figure(at, total.column)
        if table.lead and (programme.amount(table.lead.amount) is None or table.column(table.lead.column) is None):
            yield no_figure(f"{key}.lead", table.lead.amount)


def _is_figure(programme: Programme, name: str, *, by: bool) -> bool:
    node = resolve(programme, name)
    if node is None:
        return False
    if node.startswith(("totals.", "amounts.")):
        return True
    field = programme.fields.get(node)
    return field is not None and field.kind in ((*NUMBERS, Kind.CHOICE) if by else NUMBERS) and name == node


def problems(programme: Programme) -> Iterator[Problem]:
    for amount in programme.amounts:
        at = f"amount.{amount.id}"
        yield from _order(amount, at)
        yield from _shares(amount, at)
        yield from _cap(programme, amount, at)
        if amount.cap is not None and any(0 < each < amount.floor for each in _caps(amount.cap)):
            yield Problem(f"{at}.floor", N_("The least that is granted is more than the most."))
        if amount.rate is not None and amount.rate > 1:
            yield Problem(f"{at}.rate", N_("The rate is more than the whole."))


def _caps(cap: Cap) -> tuple[int, ...]:
    """The caps that the definition itself gives; 0 for a case in which nothing is granted."""
    return (cap.yen or 0, *cap.table.values())


def _order(amount: Amount, at: str) -> Iterator[Problem]:
    used = {
        "deduct": bool(amount.deduct), "rate": amount.rate is not None, "lesser_of": bool(amount.lesser_of),
        "cap": amount.cap is not None, "round": amount.unit > 1, "floor": amount.floor > 0,
    }  # fmt: skip
    for step, there in used.items():
        if there and step not in amount.order:
            yield Problem(f"{at}.order", N_("The order leaves out “{step}”."), {"step": step})
    if amount.parts and list(amount.order) != [each for each in STEPS if each in amount.order]:
        yield Problem(f"{at}.order", N_("With parts, the order is: {order}."), {"order": ", ".join(STEPS)})


def _shares(amount: Amount, at: str) -> Iterator[Problem]:
    if sum((each.at_most for each in amount.parts), Fraction(0)) >= 1:
        yield Problem(f"{at}.part", N_("The shares together must stay below the whole."))
    if any(each.at_most.denominator > FINEST_SHARE for each in amount.parts):
        yield Problem(f"{at}.part", N_("A share finer than 1/{finest} cannot be used."), {"finest": FINEST_SHARE})


def _cap(programme: Programme, amount: Amount, at: str) -> Iterator[Problem]:
    if amount.cap is None or not amount.cap.by:
        return
    field = programme.fields.get(amount.cap.by)
    wanted = set(_answers(programme, field)) if field else set()
    there = set(amount.cap.table)
    if wanted != there:
        missing = ", ".join(sorted(wanted ^ there))
        yield Problem(
            f"{at}.cap",
            N_("The cap and the answers of “{name}” do not match: {missing}."),
            {"name": amount.cap.by, "missing": missing},
        )


def _answers(programme: Programme, field: Field) -> tuple[str, ...]:
    if field.kind is Kind.CHOICE:
        found = programme.choice_lists.get(field.choices)
        return found.ids() if found else ()
    if isinstance(field.min, int) and field.max is not None and field.max - field.min < 100:  # noqa: PLR2004
        return tuple(str(each) for each in range(field.min, field.max + 1))
    return ()
