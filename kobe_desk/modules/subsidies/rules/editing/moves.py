"""What moved between two definitions: within a list, to another page, onto a form and off it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.editing import path
from kobe_desk.modules.subsidies.rules.editing.changed import Changed
from kobe_desk.modules.subsidies.rules.editing.lists import Group, groups, printable
from kobe_desk.modules.subsidies.rules.editing.places import parts

Data = Mapping[str, Any]
_ORDER = N_("Order")


def of_order(before: Data, now: Data) -> Iterator[Changed]:
    """Each list whose entries, as far as both know them, stand in another order."""
    old = {at: group for _title, at, group in _lists(before)}
    for title, at, group in _lists(now):
        was, is_now = _common(old.get(at), group)
        if was != is_now:
            names = {each.at: each.name for each in group.entries}
            of = group.name or title
            yield Changed(at, of, _ORDER, [names[each] for each in was], [names[each] for each in is_now])


def _lists(definition: Data) -> Iterator[tuple[str, str, Group]]:
    for part in parts(definition):
        for group in groups(definition, part.id):
            yield part.name, group.at, group


def _common(old: Group | None, new: Group) -> tuple[list[str], list[str]]:
    was, now = [each.at for each in old.entries] if old else [], [each.at for each in new.entries]
    return [each for each in was if each in now], [each for each in now if each in was]


def across_pages(found: Sequence[Changed], now: Data) -> Iterator[Changed]:
    """A question that is gone on one page and new on another has moved."""
    gone = {each.at.rpartition("/")[2] for each in found if each.thing == "field" and each.gone}
    new = {each.at.rpartition("/")[2] for each in found if each.thing == "field" and each.added}
    for each in found:
        if each.thing != "field" or each.at.rpartition("/")[2] not in gone & new:
            yield each
        elif each.added:
            page = path.found(now, "/".join(each.at.split("/")[:2]))["title"]
            yield replace(each, of=page, label=each.of, thing="moved")


def on_forms(before: Data, now: Data) -> Iterator[Changed]:
    """What is printed on a form that was not, and what is not any more."""
    names = printable(before) | printable(now)
    old = _forms(before)
    for at, (title, there) in _forms(now).items():
        was = old[at][1] if at in old else there
        for name in (*there, *was):
            if (name in there) != (name in was):
                was_there, is_there = (name if name in each else None for each in (was, there))
                yield Changed(f"{at}/{name}", title, names.get(name, name), was_there, is_there, thing="printed")


def _forms(definition: Data) -> dict[str, tuple[str, list[str]]]:
    return {
        f"form/{each['id']}/fields": (each["title"], each.get("fields", []))
        for each in definition["form"]
    }  # fmt: skip
