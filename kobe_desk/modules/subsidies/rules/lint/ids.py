"""One id, one meaning: within the file, against the words of the language and older versions; lists that exist."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import Kind, Programme
from kobe_desk.modules.subsidies.rules.grammar import CALLS, MACROS, RESERVED
from kobe_desk.modules.subsidies.rules.later import PREFIX
from kobe_desk.modules.subsidies.rules.problem import Problem

MOST_FIELDS = 500


def problems(programme: Programme) -> Iterator[Problem]:
    yield from _twice(programme)
    yield from _reserved(programme)
    yield from _options(programme)
    for key, field in programme.fields.items():
        if field.kind in (Kind.CHOICE, Kind.MULTI) and field.choices not in programme.choice_lists:
            yield Problem(key, N_("There is no list “{name}”."), {"name": field.choices})
    for each in programme.retired:
        if each in _names(programme):
            yield Problem(each, N_("This id meant something else in an older version. Choose a new one."))
    if len(programme.fields) > MOST_FIELDS:
        yield Problem("page", N_("This holds more than {limit}."), {"limit": MOST_FIELDS})


def _names(programme: Programme) -> list[str]:
    """The ids that share one space of names: questions, tables, conditions."""
    return [item.id for _, item in programme.items()] + [each.id for each in programme.conditions]


def _twice(programme: Programme) -> Iterator[Problem]:
    spaces: dict[str, Iterable[str]] = {
        "page.field": _names(programme),
        "page": [each.id for each in programme.pages],
        "constant": [each.id for each in programme.constants],
        "choices": [each.id for each in programme.choices],
        "check": [each.id for each in programme.checks],
        "amount": [each.id for each in programme.amounts],
        "attachment": [each.id for each in (*programme.attachments, *programme.attachments_later)],
        "form": [each.id for each in programme.forms],
        "stage": [each.id for each in programme.stages],
        **{f"choices.{each.id}": each.ids() for each in programme.choices},
        **{f"{key}.columns": [each.id for each in table.columns] for key, table in programme.tables.items()},
        **{f"{key}.totals": [each.id for each in table.totals] for key, table in programme.tables.items()},
        **{f"{key}.limit": [each.id for each in table.limits] for key, table in programme.tables.items()},
        **{f"amount.{each.id}.part": [part.id for part in each.parts] for each in programme.amounts},
    }
    for place, ids in spaces.items():
        for each, times in Counter(ids).items():
            if times > 1:
                yield Problem(f"{place}.{each}", N_("This id stands here {times} times."), {"times": times})


def _reserved(programme: Programme) -> Iterator[Problem]:
    for each in _names(programme):
        if each in RESERVED or each in CALLS or each in MACROS or each.startswith(PREFIX):
            yield Problem(each, N_("This id is a word of the language. Choose another one."))


def _options(programme: Programme) -> Iterator[Problem]:
    seen: dict[str, tuple[str, object]] = {}
    for choices in programme.choices:
        for option in choices.options:
            known = seen.setdefault(option.id, (choices.id, option.attributes))
            if known[1] != option.attributes:
                yield Problem(
                    f"choices.{choices.id}.{option.id}",
                    N_("The same id means something else in the list “{other}”."),
                    {"other": known[0]},
                )
            if not option.label.strip():
                yield Problem(f"choices.{choices.id}.{option.id}", N_("“{word}” is missing."), {"word": "label"})
