"""The officers an application itself lists: a table of its definition, read by what its columns hold."""

from datetime import date

from kobe_desk.modules.subsidies.papers.facts import Officer
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules.definition import Column, Kind, Table
from kobe_desk.modules.subsidies.rules.evaluation import Row
from kobe_desk.modules.subsidies.rules.values import PersonRef

_BY_ID = {
    "office": ("office", "title", "role", "post"),
    "name": ("name", "person"),
    "kana": ("kana", "name_kana", "reading"),
    "birth": ("birth", "birthday", "born", "birth_date"),
    "sex": ("sex", "gender"),
    "address": ("address", "home"),
}


def listed_officers(table: Table, words: Words) -> tuple[Officer, ...]:
    """One officer for each row."""
    columns = {part: _column(table, part) for part in _BY_ID}
    return tuple(_officer(table, columns, row, words) for row in words.evaluation.rows.get(table.id, ()))


def _column(table: Table, part: str) -> Column | None:
    return next((each for each in table.columns if each.id in _BY_ID[part]), None)


def _officer(table: Table, columns: dict[str, Column | None], row: Row, words: Words) -> Officer:
    said = {part: str(words.cell(table, each, row) or "") if each else "" for part, each in columns.items()}
    born = columns["birth"]
    birth = row.values.get(born.id) if born and born.field.kind is Kind.DATE else None
    who = columns["name"]
    person = row.values.get(who.id) if who else None
    if isinstance(person, PersonRef):
        said |= {"name": person.name, "kana": said["kana"] or person.kana, "office": said["office"] or person.title}
    return Officer(said["office"], said["name"], said["kana"], birth if isinstance(birth, date) else None, said["sex"],
                   said["address"])  # fmt: skip
