"""The officers an application itself lists: a table of its definition, read by what its columns hold."""

from datetime import date

from kobe_desk.modules.subsidies.papers.facts import Officer
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules.definition import Column, Kind, Table
from kobe_desk.modules.subsidies.rules.evaluation import Row
from kobe_desk.modules.subsidies.rules.values import PersonRef

_PARTS = {"office": (), "name": (), "kana": (), "born": ("birth", "birthday"), "sex": ("gender",), "address": ()}
"""What `officers.list` gives, the sex that some offices ask for besides, and other ids of the same."""


def listed_officers(table: Table, words: Words) -> tuple[Officer, ...]:
    """One officer for each row."""
    columns = {part: _column(table, part) for part in _PARTS}
    return tuple(_officer(table, columns, row, words) for row in words.evaluation.rows.get(table.id, ()))


def _column(table: Table, part: str) -> Column | None:
    names = (part, *_PARTS[part])
    return next((each for each in table.columns if each.prefill in names or each.id in names), None)


def _officer(table: Table, columns: dict[str, Column | None], row: Row, words: Words) -> Officer:
    said = {part: str(words.cell(table, each, row) or "") if each else "" for part, each in columns.items()}
    born = columns["born"]
    birth = row.values.get(born.id) if born and born.field.kind is Kind.DATE else None
    who = columns["name"]
    person = row.values.get(who.id) if who else None
    if isinstance(person, PersonRef):
        said |= {"name": person.name, "kana": said["kana"] or person.kana, "office": said["office"] or person.title}
    return Officer(said["office"], said["name"], said["kana"], birth if isinstance(birth, date) else None, said["sex"],
                   said["address"])  # fmt: skip
