"""Questions of several applications in one packet: each application's share of it, under names that do not meet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Cell
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.packet.reduced import definition, only

_LONGEST = 40
"""Signs of a name in a definition."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one application gives: its programme, and what each of its questions is called in the packet."""

    programme: Programme
    names: Mapping[str, str]
    """The question by its name in the packet."""

    def name_of(self, item: str) -> str:
        return next(name for name, mine in self.names.items() if mine == item)


def shares(chosen: Sequence[tuple[Programme, Sequence[str]]]) -> tuple[Share, ...]:
    """The shares of these applications: the first keeps its names, what would meet them is called otherwise."""
    taken: set[str] = set()
    found = []
    for number, (programme, items) in enumerate(chosen):
        names = {_free(item, number, taken): item for item in items}
        found.append(Share(programme, names))
    return tuple(found)


def _free(name: str, number: int, taken: set[str]) -> str:
    found, more = name, number
    while found in taken:
        found = f"{name[: _LONGEST - 6]}_{more}"
        more += 1
    taken.add(found)
    return found


def joined_definition(parts: Sequence[Share]) -> dict[str, Any]:
    """One definition of all shares, in itself a whole one; the pages of a further programme say whose they are."""
    whole = [definition(each.programme, each.names.values()) for each in parts]
    if len(whole) == 1:
        return whole[0]
    first, pages, lists, taken = whole[0], list[Any](), list[Any](), set[str]()
    for number, (data, part) in enumerate(zip(whole, parts, strict=True)):
        renamed = {each["id"]: f"list_{number}_{at}" for at, each in enumerate(data["choices"])}
        lists += [{**each, "id": renamed[each["id"]]} for each in data["choices"]]
        pages += [_page(each, part, renamed, _free(each["id"], number, taken), number) for each in data["page"]]
    names = sorted(name for part in parts for name in part.names)
    title = f"{parts[0].programme.title}　ほか{len(parts) - 1}件"
    return {
        **first,
        "programme": {**first["programme"], "title": title},
        "choices": lists,
        "page": pages,
        "form": [{**first["form"][0], "fields": names}],
    }


def _page(page: Mapping[str, Any], part: Share, lists: Mapping[str, str], name: str, number: int) -> dict[str, Any]:
    title = page["title"] if number == 0 else f"{page['title']}（{part.programme.title}）"
    made = {**page, "id": name, "title": title}
    for kind in ("field", "table"):
        if kind in page:
            made[kind] = [_item(each, part, lists) for each in page[kind]]
    return made


def _item(item: Mapping[str, Any], part: Share, lists: Mapping[str, str]) -> dict[str, Any]:
    made = {**_listed(item, lists), "id": part.name_of(item["id"])}
    if "columns" in item:
        made["columns"] = [_listed(each, lists) for each in item["columns"]]
    return made


def _listed(data: Mapping[str, Any], lists: Mapping[str, str]) -> dict[str, Any]:
    return {**data, "choices": lists[data["choices"]]} if "choices" in data else {**data}


def joined_answers(parts: Iterable[tuple[Share, Answers]]) -> Answers:
    """The answers to the questions of all shares, as the packet calls them."""
    cells, rows = dict[Cell, Answer](), dict[str, tuple[UUID, ...]]()
    for share, answers in parts:
        mine = only(answers, share.programme, share.names.values())
        called = {item: name for name, item in share.names.items()}
        for cell, answer in mine.items():
            head, dot, column = cell.field.partition(".")
            cells[Cell(f"{called[head]}{dot}{column}", cell.row)] = answer
        rows |= {called[table]: keys for table, keys in mine.rows.items()}
    return Answers(cells, rows)


def put_back(share: Share, own: Answers, joined: Answers) -> Answers:
    """An application's answers with those of its share as they became; what was not given away stays."""
    now = own
    for name, item in share.names.items():
        if item in share.programme.tables:
            for gone in set(now.keys(item)) - set(joined.keys(name)):
                now = now.without_row(item, gone)
            now = Answers(now.cells, {**now.rows, item: joined.keys(name)})
        for cell, answer in joined.items():
            head, dot, column = cell.field.partition(".")
            if head == name:
                now = now.with_answer(f"{item}{dot}{column}", answer, cell.row)
    return now
