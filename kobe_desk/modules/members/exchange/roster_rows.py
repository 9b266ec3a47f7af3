"""Turns the rows of a table into rows of the roster, one by one and in little memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import SimpleNamespace

from kobe_desk.core.japanese import kana
from kobe_desk.core.japanese.address import same_house_key
from kobe_desk.core.japanese.phone import read_phone
from kobe_desk.core.japanese.postal import read_postal_code
from kobe_desk.core.names import as_typed, fold
from kobe_desk.core.progress import Report, silent
from kobe_desk.core.sheets.sheet import Sheet, SheetRow
from kobe_desk.core.text import N_, _, language
from kobe_desk.modules.members.exchange.cells import HEAD_MARKS, HEAD_WORDS, NO_MARKS, Cells, area_name
from kobe_desk.modules.members.exchange.fields import Field
from kobe_desk.modules.members.rules.identity import area_key
from kobe_desk.modules.members.rules.import_rows import ERROR, ImportRow, Item, Problem, RefusedRow

NO_NAME = N_("There is no name in this row, so it was not taken in.")
HEADER_AGAIN = N_("This row repeats the headings, so it was not taken in.")
LEFT_FIRST = N_("The day of leaving lies before the day of joining, so it was left empty.")
DITTO = frozenset(("〃", "同上", "″", "”", "々", '"', "〃〃"))
REPEATABLE = (
    Field.HOUSEHOLD_NUMBER, Field.AREA, Field.HOUSE, Field.AREA_HOUSE, Field.POSTAL, Field.ADDRESS, Field.ADDRESS_REST,
    Field.BUILDING, Field.ROOM, Field.PHONE, Field.HEAD_NAME, Field.JOINED,
)  # fmt: skip
"""Columns in which 〃 says what stands above."""
UNITS = ("班", "組", "ブロック", "地区", "丁目")


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read: a field for each column, and the era that dates without one are in (S, H …), if chosen."""

    fields: tuple[Field, ...]
    era: str = ""


def rows_of(sheet: Sheet, mapping: Mapping, report: Report = silent) -> Iterator[Item]:
    """Every row of the table as it would be kept, or refused; nothing is written."""
    reader = _Reader(sheet, mapping)
    return map(reader.read, sheet.rows(report))


class _Reader:
    """One mapping at work. Cells are picked by place; a missing column reads as empty."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        headings = {
            field: (sheet.header[place] if place < len(sheet.header) else "") or str(place + 1)
            for place, field in enumerate(mapping.fields)
            if field
        }
        width = len(mapping.fields)
        place = {field: number for number, field in enumerate(mapping.fields)}
        self._cells = Cells({field.value: heading for field, heading in headings.items()}, mapping.era)
        self._width = width
        self._at = SimpleNamespace(**{(field.value or "ignored"): place.get(field, width) for field in Field})
        self._repeatable = [place[field] for field in REPEATABLE if field in place]
        self._marked = Field.HEAD_MARK in place
        self._header = list(sheet.header[:width]) + [""] * (width + 1 - len(sheet.header))
        self._named = place.get(Field.NAME, place.get(Field.FAMILY, width))
        self._unit = next((unit for unit in UNITS if unit in headings.get(Field.AREA, "")), "班")
        self._above: list[str] = [""] * (width + 1)
        self._last_at, self._last_home = "", ""

    def read(self, row: SheetRow) -> ImportRow | RefusedRow:
        cells = self._cells
        cells.start(row.line)
        if row.problem:
            return RefusedRow(row.line, (Problem(row.line, "", row.cells[0], _(row.problem), ERROR),))
        values = [cell.strip() for cell in row.cells[: self._width]]
        values += [""] * (self._width + 1 - len(values))
        name = self._name(values)
        if not name:
            cells.problem("name", "", _(NO_NAME), ERROR)
            return RefusedRow(row.line, tuple(cells.problems))
        if values[self._named] == self._header[self._named] and self._repeats_header(values):
            cells.problem("name", name, _(HEADER_AGAIN), ERROR)
            return RefusedRow(row.line, tuple(cells.problems))
        self._repeat(values)
        found = self._found(row.line, name, values)
        return RefusedRow(row.line, tuple(cells.problems)) if cells.refused else found

    def _repeats_header(self, values: list[str]) -> bool:
        """Whether this is the header once more, as lists of several printed pages have it."""
        return all(cell in ("", heading) for cell, heading in zip(values, self._header, strict=True))

    def _repeat(self, values: list[str]) -> None:
        """〃 and 同上 say what stands above."""
        for place in self._repeatable:
            if values[place] in DITTO:
                values[place] = self._above[place]
        self._above = values

    def _found(self, line: int, name: str, values: list[str]) -> ImportRow:
        cells, at = self._cells, self._at
        birth, birth_part = cells.birth("birth", text) if (text := values[at.birth]) else (None, "")
        relation = as_typed(values[at.relation])
        joined, left = self._membership(values)
        head = self._is_head(name, relation, values)
        number, reading = as_typed(values[at.number]), self._kana(values)
        sex = cells.sex("sex", text) if (text := values[at.sex]) else ""
        phone = cells.doubted("phone", text, _phone) if (text := values[at.phone]) else ""
        mobile = cells.doubted("mobile", text, _phone) if (text := values[at.mobile]) else ""
        mail = cells.mail("mail", text) if (text := values[at.mail]) else ""
        return ImportRow(
            line, number, name, reading, birth, birth_part, sex, relation, phone, mobile, mail,
            as_typed(values[at.notes]), joined, left, head,
            *self._home(line, relation, head, values), tuple(cells.problems),
        )  # fmt: skip

    def _name(self, values: list[str]) -> str:
        at = self._at
        if whole := values[at.name]:
            return as_typed(whole)
        return "　".join(as_typed(part) for part in (values[at.family], values[at.given]) if part)

    def _kana(self, values: list[str]) -> str:
        at = self._at
        if text := values[at.kana]:
            return self._cells.reading("kana", text)
        text = f"{values[at.family_kana]} {values[at.given_kana]}".strip()
        return self._cells.reading("family_kana", text) if text else ""

    def _membership(self, values: list[str]) -> tuple[date | None, date | None]:
        first, last = values[self._at.joined], values[self._at.left]
        joined = self._cells.day("joined", first) if first else None
        left = self._cells.day("left", last) if last else None
        if joined and left and left < joined:
            self._cells.problem("left", last, _(LEFT_FIRST))
            return joined, None
        return joined, left

    def _is_head(self, name: str, relation: str, values: list[str]) -> bool | None:
        if relation:
            return relation in HEAD_WORDS
        if self._marked:
            return values[self._at.head_mark] not in NO_MARKS
        head = values[self._at.head_name]
        if head in HEAD_MARKS:
            return True
        return fold(head) == fold(name) if head else None

    def _home(
        self, line: int, relation: str, head: bool | None, values: list[str]
    ) -> tuple[str, str, str, str, str, str, str]:
        """The household proposed, and what the row says of it."""
        at = self._at
        number = as_typed(values[at.household_number])
        area, house = self._area_and_house(values)
        postal = self._cells.doubted("postal", text, _postal) if (text := values[at.postal]) else ""
        address = as_typed(values[at.address] + values[at.address_rest])
        building, room = values[at.building], values[at.room]
        building = as_typed(f"{building} {room}") if building or room else ""
        where = _house_key(address, building)
        if number:
            key = f"number {_folded(number)}"
        elif relation and not head and not (area and house) and where in ("", self._last_at):
            key = self._last_home  # the family stands below its head, whose row has the 班 and the address
        else:
            key = self._home_key(area, house, where, values)
        if not key and (area or address):
            key = f"line {line}"
        self._last_at, self._last_home = where or self._last_at, key
        return key, number, area, house, postal, address, building

    def _home_key(self, area: str, house: str, at: str, values: list[str]) -> str:
        """Rows of one household have the same key. A surname is no part of it."""
        if area and house:
            key = f"house {area_key(area)} {house} "
            return self._last_home if not at and self._last_home.startswith(key) else key + at
        if (head := values[self._at.head_name]) and head not in HEAD_MARKS:
            return f"head {fold(head)} {at or area_key(area)}"
        return f"address {at}" if _HAS_FIGURE.search(at) else ""

    def _area_and_house(self, values: list[str]) -> tuple[str, str]:
        at = self._at
        area, house = values[at.area], values[at.house]
        if both := values[at.area_house]:
            area, house = self._cells.area_and_house("area_house", both)
        return area_name(area, self._unit) if area else "", house if house.isascii() else kana.narrow(house)


_HAS_FIGURE = re.compile(r"\d")


_folded = lru_cache(maxsize=512)(fold)


@lru_cache(maxsize=512)
def _house_key(address: str, building: str) -> str:
    return same_house_key(f"{address} {building}") if address else ""


def _phone(text: str) -> tuple[str, str]:
    return _phone_in(language(), text)


def _postal(text: str) -> tuple[str, str]:
    return _postal_in(language(), text)


@lru_cache(maxsize=512)
def _phone_in(_chosen: str, text: str) -> tuple[str, str]:
    """The doubt is remembered in the language it was said in."""
    found = read_phone(text)
    return found.value, found.doubt.message() if found.doubt else ""


@lru_cache(maxsize=512)
def _postal_in(_chosen: str, text: str) -> tuple[str, str]:
    found = read_postal_code(text)
    return found.value, found.doubt.message() if found.doubt else ""
