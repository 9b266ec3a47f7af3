"""Every column the list of people can have; the usual ones stand in `table`."""

from collections.abc import Callable, Sequence
from typing import Any

from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import SEXES, birth_words, people_columns
from kobe_desk.modules.members.usecases import PersonRow
from kobe_desk.modules.members.usecases.grid.words import column_key, own_words, typed_text
from kobe_desk.modules.members.usecases.own.fields import FieldRow
from kobe_desk.ui.table import Column

Words = Callable[[], Sequence[str]]
Fields = Sequence[Column[PersonRow]]
"""Columns of the association's own."""
USUAL = ("name", "kana", "relation", "address", "phone", "area")


def all_columns(short: Callable[[str], str], blocks: Words, own: Fields = ()) -> tuple[Column[PersonRow], ...]:
    """All of them, in the order they stand in; `own` are those the association has made for itself."""
    name, kana, relation, address, phone, area = people_columns(short, blocks)
    return (
        _text("number", N_("Member number"), 110), name, kana, relation, _birth(), _age(), _sex(), area,
        Column(N_("House"), lambda row: row.house_number, width=72, key="house_number",
               typed=lambda row: row.house_number),
        _text("postal_code", N_("Postal code"), 104), address,
        Column(N_("Building"), lambda row: row.building, width=160, key="building", typed=lambda row: row.building),
        phone, _text("mobile", N_("Mobile phone"), 160), _text("home_phone", N_("Telephone of the household"), 190),
        _text("mail", N_("Mail"), 220),
        Column(N_("Office"), lambda row: str(row.more.get("office") or ""), width=150, key="office"),
        _text("joined", N_("Joined on"), 170), _text("left", N_("Last day as a member"), 190),
        _text("home_number", N_("Household number"), 130), _text("notes", N_("Notes"), 220),
        _text("home_notes", N_("Notes on the household"), 220),
        Column(N_("Tags"), lambda row: str(row.more.get("tags") or ""), width=170, key="tags"), *own,
    )  # fmt: skip


def own_columns(rows: Sequence[FieldRow]) -> tuple[Column[PersonRow], ...]:
    """A column for each field of the association's own."""
    return tuple(_own(row) for row in rows)


def _own(field: FieldRow) -> Column[PersonRow]:
    key = column_key(field.id)

    def words(row: PersonRow) -> str:
        return own_words(field.kind, str(row.more.get(key) or ""))

    def choices() -> Sequence[str]:
        return ("", *(field.choices or ("はい", "いいえ")))

    listed = choices if field.kind in ("yes_no", "choice") else None
    return Column(field.name, words, width=150, right=field.kind == "number", key=key, typed=words, choices=listed)


def chosen_columns(everything: Sequence[Column[PersonRow]], keys: Sequence[str]) -> tuple[Column[PersonRow], ...]:
    """Those chosen, in their order; the name always stands first."""
    kept = [column for column in everything if column.key in keys and column.key != "name"]
    return (*(column for column in everything if column.key == "name"), *kept)


def cell_words(field: str, value: Any) -> str:
    """A value of a field as a list shows it."""
    if field == "sex":
        return _(dict(SEXES).get(str(value or ""), "")) if value else ""
    if field == "birth" and isinstance(value, str):
        return birth_words(None, value)
    return typed_text(value)


def titles(own: Fields = ()) -> dict[str, str]:
    """The heading of each column, by its key, in words."""
    return {column.key: _(column.title) for column in all_columns(str, tuple, own)}


def _text(key: str, title: str, width: int) -> Column[PersonRow]:
    def words(row: PersonRow) -> str:
        return cell_words(key, row.more.get(key))

    return Column(title, words, width=width, key=key, typed=words)


def _birth() -> Column[PersonRow]:
    def words(row: PersonRow) -> str:
        return birth_words(row.birth, str(row.more.get("birth_part") or ""))

    return Column(N_("Birth date"), words, width=178, key="birth", typed=words)


def _age() -> Column[PersonRow]:
    def words(row: PersonRow) -> str:
        age = row.more.get("age")
        return "" if age is None else str(age)

    return Column(N_("Age"), words, width=64, right=True, key="age")


def _sex() -> Column[PersonRow]:
    def words(row: PersonRow) -> str:
        return cell_words("sex", row.more.get("sex"))

    return Column(N_("Sex"), words, width=84, key="sex", typed=words,
                  choices=lambda: ["", *(_(said) for value, said in SEXES if value)])  # fmt: skip
