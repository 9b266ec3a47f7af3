"""Turns the rows of a table into rows of the roster, one by one and in little memory."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from types import SimpleNamespace

from kobe_desk.core.japanese import kana
from kobe_desk.core.japanese.phone import two_numbers
from kobe_desk.core.names import as_typed, fits_a_line, fold, lines, one_line, visible
from kobe_desk.core.progress import Report, silent
from kobe_desk.core.sheets.sheet import DITTOS, Sheet, SheetRow
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.exchange.cells import HEAD_MARKS, HEAD_WORDS, NO_MARKS, OWN_SIGN, Cells, area_name
from kobe_desk.modules.members.exchange.fields import Field
from kobe_desk.modules.members.exchange.mapping import HEAD, SAME, Mapping, letter_of
from kobe_desk.modules.members.exchange.people import (
    GROUP,
    HEADS_A_GROUP,
    NO_NAME,
    doubts_of,
    no_person,
    same_family,
    split_name,
)
from kobe_desk.modules.members.exchange.roster_rows.beside import NotTakenIn
from kobe_desk.modules.members.exchange.roster_rows.place import (
    HAS_FIGURE,
    Place,
    folded,
    house_key,
    one_house,
    phone_of,
    postal_of,
    region,
)
from kobe_desk.modules.members.rules.identity import area_key, area_path
from kobe_desk.modules.members.rules.import_rows import ERROR, ImportRow, Item, Problem, RefusedRow

HEADER_AGAIN = N_("This row repeats the headings, so it was not taken in.")
ONE_HOME = N_("The first row of this household has {text}, and that is kept for all of it. Check it.")
TWO_NUMBERS = N_("Two numbers stand here: {phone} is kept as telephone, {mobile} as mobile phone. Check them.")
NO_FAMILY = N_("The family name is missing in this row, so the given name alone was kept. Write it in the file.")
LEFT_FIRST = N_("The day of leaving lies before the day of joining, so it was left empty.")
REPEATABLE = (
    Field.HOUSEHOLD_NUMBER, Field.DISTRICT, Field.AREA, Field.HOUSE, Field.AREA_HOUSE, Field.POSTAL, Field.PREFECTURE,
    Field.CITY, Field.ADDRESS, Field.ADDRESS_REST, Field.BUILDING, Field.ROOM, Field.PHONE, Field.HEAD_NAME,
    Field.JOINED, Field.NOTES, Field.FAMILY_KANA,
)  # fmt: skip
"""Columns in which 〃 says what stands above."""
NOTHING = frozenset("- ‐ – — ― − ー － × なし 無し 無 ナシ 未記入 未登録 該当なし".split())  # noqa: SIM905
FACTS = (
    Field.BIRTH, Field.SEX, Field.PHONE, Field.MOBILE, Field.MAIL, Field.POSTAL, Field.JOINED, Field.LEFT, Field.KANA,
)  # fmt: skip
"""Columns in which なし or a stroke is an empty cell."""
UNITS = ("班", "組", "ブロック", "地区", "丁目")


def rows_of(sheet: Sheet, mapping: Mapping, report: Report = silent) -> Iterator[Item]:
    """Every row of the table as it would be kept, or refused; nothing is written."""
    reader = _Reader(sheet, mapping)
    for row in takewhile(lambda each: each.line < sheet.header_line, sheet.every_row()):
        reader.look_above(row)
    return map(reader.read, sheet.rows(report))


class _Reader:
    """One mapping at work. Cells are picked by place; a missing column reads as empty."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        headings = {
            field: (sheet.header[place] if place < len(sheet.header) else "")
            or _("column {letter}").format(letter=letter_of(place))
            for place, field in enumerate(mapping.fields)
            if field
        }
        width = len(mapping.fields)
        place = {field: number for number, field in enumerate(mapping.fields)}
        self._cells = Cells({field.value: heading for field, heading in headings.items()}, mapping.era)
        self._width = width
        self._not_taken_in = NotTakenIn(sheet.header, mapping)
        self._at = SimpleNamespace(**{(field.value or "ignored"): place.get(field, width) for field in Field})
        self._repeatable = frozenset(place[field] for field in REPEATABLE if field in place)
        self._facts = frozenset(place[field] for field in FACTS if field in place)
        self._marked = Field.HEAD_MARK in place
        said = {(field, word): meaning for field, word, meaning in mapping.words}
        self._sexes = {word: meaning for (field, word), meaning in said.items() if field == Field.SEX.value}
        self._relations = {word: meaning for (field, word), meaning in said.items() if field == Field.RELATION.value}
        self._header = list(sheet.header[:width]) + [""] * (width + 1 - len(sheet.header))
        self._named = place.get(Field.NAME, place.get(Field.FAMILY, width))
        self._unit = next((unit for unit in UNITS if unit in headings.get(Field.AREA, "")), "班")
        self._wider_unit = next((unit for unit in UNITS if unit in headings.get(Field.DISTRICT, "")), "ブロック")
        self._above: list[str] = [""] * (width + 1)
        self._last_at, self._last_home = "", ""
        self._last_place = Place()
        self._group = ""
        self._name_field = "name" if Field.NAME in place else "family"
        self._fields: list[tuple[int, Field]] = []
        self._repairs: dict[int, list[tuple[int, str]]] = {}
        for line, column, text in mapping.repairs:
            if column < width:
                self._repairs.setdefault(line, []).append((column, text))

    def look_above(self, row: SheetRow) -> None:
        """A row above the headings: 【1班】 alone heads the rows below them."""
        filled = [cell for cell in map(str.strip, row.cells) if cell]
        if len(filled) == 1 and (match := GROUP.match(filled[0])):
            self._group = match["name"]

    def read(self, row: SheetRow) -> ImportRow | RefusedRow:
        cells = self._cells
        cells.start(row.line)
        if row.problem:
            return RefusedRow(row.line, (Problem(row.line, "", visible(row.cells[0]), _(row.problem), ERROR),))
        values = self._values(row)
        cells.problems += self._not_taken_in.told(row)
        name, reading = self._name(values)
        if reason := self._not_taken(name, values):
            cells.problem(self._name_field, name, _(reason).format(text=name), ERROR)
            return RefusedRow(row.line, tuple(cells.problems))
        self._repeat(values)
        for doubt in doubts_of(name):
            cells.problem(self._name_field, name, _(doubt))
        found = self._found(row.line, name, reading, values)
        return RefusedRow(row.line, tuple(cells.problems)) if cells.refused else found

    def _values(self, row: SheetRow) -> list[str]:
        """The cells by column as they are read: repaired, and without what cannot be part of a text."""
        values = [cell.strip() for cell in row.cells[: self._width]]
        values += [""] * (self._width + 1 - len(values))
        for place, text in self._repairs.get(row.line, ()):
            values[place] = text.strip()
        joined = "".join(values)
        if not fits_a_line(joined) or "#" in joined or OWN_SIGN.search(joined):
            self._fields = self._fields or self._by_place()
            for place, field in self._fields:
                values[place] = self._cells.plain(field, values[place])
        return values

    def _by_place(self) -> list[tuple[int, Field]]:
        return [(place, field) for field in Field if field and (place := getattr(self._at, field.value)) < self._width]

    def _not_taken(self, name: str, values: list[str]) -> str:
        """Why this row is nobody: without a name, a total, a note, the headings once more; empty when it is one."""
        if not name:
            return NO_NAME
        if values[self._named] == self._header[self._named] and self._repeats_header(values):
            return HEADER_AGAIN
        if (match := GROUP.match(name)) and sum(map(bool, values)) == 1:
            self._group = match["name"]
            return HEADS_A_GROUP
        return no_person(name)

    def _repeats_header(self, values: list[str]) -> bool:
        """Whether this is the header once more, as lists of several printed pages have it."""
        return all(cell in ("", heading) for cell, heading in zip(values, self._header, strict=True))

    def _repeat(self, values: list[str]) -> None:
        """〃 and 同上 say what stands above; なし and - where a fact should stand say nothing."""
        for place, value in enumerate(values):
            if value in NOTHING and place in self._facts:
                values[place] = ""
            elif value in DITTOS:
                values[place] = self._above[place] if place in self._repeatable else ""
        self._above = values

    def _found(self, line: int, name: str, reading: str, values: list[str]) -> ImportRow:
        cells, at = self._cells, self._at
        birth, birth_part = cells.birth("birth", text) if (text := values[at.birth]) else (None, "")
        relation = as_typed(values[at.relation])
        joined, left = self._membership(values)
        relation, head = self._head_and_relation(name, relation, values)
        number, reading = as_typed(values[at.number]), self._kana(values, reading)
        sex = self._sex(text) if (text := values[at.sex]) else ""
        phone, mobile = self._phones(values[at.phone], values[at.mobile])
        mail = cells.mail("mail", text) if (text := values[at.mail]) else ""
        return ImportRow(
            line, number, name, reading, birth, birth_part, sex, relation, phone, mobile, mail,
            lines(values[at.notes]), joined, left, head,
            *self._home(line, relation, head, values), tuple(cells.problems),
        )  # fmt: skip

    def _name(self, values: list[str]) -> tuple[str, str]:
        """The name, and the reading if it stands in the same cell; 〃 for the family name says the one above."""
        at = self._at
        if whole := values[at.name]:
            values[at.name] = same_family(whole, self._above[at.name])
            return split_name(values[at.name])
        if values[at.family] in DITTOS:
            values[at.family] = self._above[at.family]
        if values[at.given] and not values[at.family] and at.family < self._width:
            self._cells.problem("family", values[at.given], _(NO_FAMILY))
        return "　".join(as_typed(part) for part in (values[at.family], values[at.given]) if part), ""

    def _kana(self, values: list[str], beside: str) -> str:
        at = self._at
        if text := values[at.kana] or beside:
            return self._cells.reading("kana" if values[at.kana] else "name", text)
        text = f"{values[at.family_kana]} {values[at.given_kana]}".strip()
        return self._cells.reading("family_kana", text) if text else ""

    def _phones(self, phone: str, mobile: str) -> tuple[str, str]:
        """The telephone and the mobile phone; two numbers in one cell are one of each, if they are."""
        if phone and not mobile and (both := two_numbers(phone)):
            self._cells.problem("phone", phone, _(TWO_NUMBERS).format(phone=both[0], mobile=both[1]))
            return both
        phone = self._cells.doubted("phone", one_line(phone), phone_of) if phone else ""
        return phone, self._cells.doubted("mobile", one_line(mobile), phone_of) if mobile else ""

    def _membership(self, values: list[str]) -> tuple[date | None, date | None]:
        first, last = values[self._at.joined], values[self._at.left]
        joined = self._cells.day("joined", first) if first else None
        left = self._cells.day("left", last) if last else None
        if joined and left and left < joined:
            self._cells.problem("left", last, _(LEFT_FIRST))
            return joined, None
        return joined, left

    def _sex(self, text: str) -> str:
        """The sex a word means: as somebody said, else as it is usual."""
        known = self._sexes.get(as_typed(text)) if self._sexes else None
        return self._cells.sex("sex", text) if known is None else known

    def _head_and_relation(self, name: str, relation: str, values: list[str]) -> tuple[str, bool | None]:
        """The relation, and whether this is the head: as somebody said of the word, else as it is usual."""
        meaning = self._relations.get(relation) if self._relations else None
        if meaning == HEAD:
            return HEAD, True
        return relation, False if meaning == SAME else self._is_head(name, relation, values)

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
        postal = self._cells.doubted("postal", text, postal_of) if (text := values[at.postal]) else ""
        address = as_typed(region(values[at.prefecture], values[at.city], values[at.address]) + values[at.address_rest])
        building, room = values[at.building], values[at.room]
        self._cells.house_numbers(
            {"address": values[at.address], "address_rest": values[at.address_rest], "building": building, "room": room}
        )
        building = as_typed(f"{building} {room}") if building or room else ""
        where = house_key(address, building)
        if number:
            key = f"number {folded(number)}"
        elif relation and not head and not (area and house) and where in ("", self._last_at):
            key = self._last_home  # the family stands below its head, whose row has the 班 and the address
        else:
            key = self._home_key(area, house, where, values)
        if not key and (area or address):
            key = f"line {line}"
        found = Place(number, area, house, postal, address, building)
        if key and key == self._last_home:  # the first row of a household speaks for the family below it
            found = self._as_one_home(self._last_place, found)
        self._last_at, self._last_home, self._last_place = where or self._last_at, key, found
        return key, *found

    def _as_one_home(self, first: Place, own: Place) -> Place:
        """One household has one address and one 班: the first row's, and what another row says otherwise is told."""
        if own.address and first.address and not one_house(own, first):
            self._cells.problem("address", own.address, _(ONE_HOME).format(text=first.address))
        if own.area and first.area and area_key(own.area) != area_key(first.area):
            self._cells.problem("area", own.area, _(ONE_HOME).format(text=first.area))
        number, area, house = (before or said for before, said in zip(first[:3], own[:3], strict=True))
        return Place(number, area, house, *(first if first.address else own)[3:])

    def _home_key(self, area: str, house: str, at: str, values: list[str]) -> str:
        """Rows of one household have the same key. A surname is no part of it."""
        if area and house:
            key = f"house {area_key(area)} {house} "
            return self._last_home if not at and self._last_home.startswith(key) else key + at
        if (head := values[self._at.head_name]) and head not in HEAD_MARKS:
            return f"head {fold(head)} {at or area_key(area)}"
        return f"address {at}" if HAS_FIGURE.search(at) else ""

    def _area_and_house(self, values: list[str]) -> tuple[str, str]:
        at = self._at
        area, house = values[at.area] or self._group, values[at.house]
        if both := values[at.area_house]:
            area, house = self._cells.area_and_house("area_house", both)
        area = area_name(area, self._unit) if area else ""
        if block := values[at.district]:
            area = area_path(area_name(block, self._wider_unit), area)
        return area, house if house.isascii() else kana.narrow(house)
