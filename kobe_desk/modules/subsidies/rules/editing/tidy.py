"""What is gone is named nowhere any more: on forms, in lists, as a figure. Rules that named it are left to the lint."""

from collections.abc import Mapping
from typing import Any

from kobe_desk.modules.subsidies.rules.editing.lists import printable
from kobe_desk.modules.subsidies.rules.figure import value_at
from kobe_desk.modules.subsidies.rules.patterns import covers

Data = Mapping[str, Any]
_LISTS = (("reuse", "carry"), ("reuse", "ask_again"), ("reuse", "since"), ("delegate", "allow"))


def without_loose_ends(made: Data) -> dict[str, Any]:
    """The definition with only names of what is there, wherever nothing but a name stands."""
    names = _names(made)
    found = {**made, "form": [_form(each, names) for each in made["form"]]}
    for heading, key in _LISTS:
        rows = found.get(heading, {}).get(key)
        if rows is not None:
            found[heading] = {**found[heading], key: _kept(rows, names)}
    if "propose" in found:
        found["propose"] = [each for each in found["propose"] if f"{each['table']}.{each['column']}" in names]
    if "share" in found:
        found["share"] = {key: each for key, each in found["share"].items() if _meant(key, names)}
    if "check" in found:
        found["check"] = [_check(each, names) for each in found["check"]]
    if "amount" in found:
        found["amount"] = [_amount(each, made) for each in found["amount"]]
    if "figure" in found:
        found["figure"] = [each for each in found["figure"] if _is_there(made, each["at"])]
    return found


def _names(made: Data) -> frozenset[str]:
    columns = {
        f"{table['id']}.{column['id']}"
        for page in made["page"]
        for table in page.get("table", ())
        for column in table["columns"]
    }
    amounts = {each["id"] for each in made.get("amount", ())}
    papers = {each["id"] for each in made.get("attachment", ())}
    return frozenset({*printable(made), *columns, *amounts, *(f"{each}_cap" for each in amounts), *papers})


def _meant(name: str, names: frozenset[str]) -> bool:
    return any(covers(name, each) for each in names)


def _kept(rows: list[str], names: frozenset[str]) -> list[str]:
    return [each for each in rows if _meant(each, names)]


def _form(form: Data, names: frozenset[str]) -> Data:
    """A name of a sum or of anything else with a dot is no question."""
    rows = form.get("fields", [])
    kept = [each for each in rows if each in names or each.startswith("totals.")]
    return {**form, "fields": kept} if kept != rows else form


def _check(check: Data, names: frozenset[str]) -> Data:
    rows = check.get("fields", [])
    kept = _kept(rows, names)
    return {**check, "fields": kept} if kept != rows else check


def _amount(amount: Data, made: Data) -> Data:
    """A cap that was asked on a page that is gone is asked on the last one."""
    cap = amount.get("cap")
    if isinstance(cap, dict) and cap.get("page") not in {None, *(each["id"] for each in made["page"])}:
        return {**amount, "cap": {key: each for key, each in cap.items() if key != "page"}}
    return amount


def _is_there(made: Data, at: str) -> bool:
    try:
        value_at(made, at)
    except KeyError:
        return False
    return True
