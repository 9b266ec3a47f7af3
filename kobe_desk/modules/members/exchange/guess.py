"""Guesses what each column holds: by its heading, by how it was read last time, else by what stands in it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import kana
from kobe_desk.core.japanese.day_text import read_day
from kobe_desk.core.japanese.phone import read_phone
from kobe_desk.core.japanese.postal import read_postal_code
from kobe_desk.core.names import fold
from kobe_desk.core.text import N_
from kobe_desk.modules.members.exchange.cells import HEAD_MARKS, NO_MARKS
from kobe_desk.modules.members.exchange.fields import RUNNING, Field, heading_key, known_headings
from kobe_desk.modules.members.exchange.people import split_name

BY_HEADING = N_("by its heading")
BY_LAST_TIME = N_("as last time")
BY_CONTENT = N_("by what stands in it")
MERGED = N_("below the heading before it")
COUNTS_LINES = N_("it only counts the lines")
NOT_KNOWN = N_("not recognised")
_SETTLED = (COUNTS_LINES, BY_LAST_TIME)
HOLDS = 0.6
"""So much of a column's filled cells must look like the field it is taken for."""
MOST_COLUMNS = 2**14
MANY = 3
"""Two surnames and a number prove nothing: fewer filled cells than this are not guessed from."""

Sample = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of the file: its heading, what it is taken for, why, and its first values."""

    heading: str
    field: Field
    reason: str
    examples: tuple[str, ...]


def guess(
    header: Sequence[str], sample: Sample, remembered: Mapping[str, str] | None = None
) -> tuple[ColumnGuess, ...]:
    """What each column is taken for; no field is given twice. `remembered` maps headings to fields of last time."""
    width = max([len(header), *map(len, sample)])
    width = min(width, _second_table(header, sample))
    columns = [[row[place].strip() for row in sample if place < len(row)] for place in range(width)]
    headings = [header[place] if place < len(header) else "" for place in range(width)]
    chosen: list[tuple[Field, str]] = [(Field.IGNORED, NOT_KNOWN)] * width
    taken: set[Field] = set()
    wider = _wider_than_blocks(headings)
    if wider:
        chosen[wider[0]] = (Field.DISTRICT, BY_HEADING)
    not_by_heading = {*wider, *_of_others(headings)}
    for step in (_as_last_time(remembered or {}), _by_heading, _by_content):
        for place in range(width):
            if chosen[place][0] or chosen[place][1] in _SETTLED or (step is _by_heading and place in not_by_heading):
                continue
            found, reason = step(headings[place], [cell for cell in columns[place] if cell], taken)
            found = _name_or_mark(found, columns[place])
            chosen[place] = (found, reason) if found or reason in _SETTLED else chosen[place]
            taken |= {found} - {Field.IGNORED}
    chosen = _agree(_under_one_heading(chosen, headings, columns))
    return tuple(
        ColumnGuess(heading, field, reason, tuple(cell for cell in cells if cell)[:3])
        for heading, (field, reason), cells in zip(headings, chosen, columns, strict=True)
    )


_OTHER = re.compile(r"(?:家族|世帯員|同居|構成員|配偶者|子).*?(\d+)\Z")


def _of_others(headings: Sequence[str]) -> frozenset[int]:
    """The columns 世帯員1, 続柄1, 生年月日1 …: they tell of a person beside the one of the row, not of that one."""
    keys = [heading_key(each) for each in headings]
    ends = {match[1] for key in keys if (match := _OTHER.match(key))}
    of_people = (Field.RELATION, Field.BIRTH, Field.SEX, Field.KANA, Field.IGNORED)
    return frozenset(
        at for at, key in enumerate(keys)
        if (match := re.search(r"\d+\Z", key)) and match[0] in ends and _meant_by(key) in of_people
    )  # fmt: skip


_WIDER = frozenset(map(heading_key, ("ブロック", "ブロック名", "地区", "区域", "丁目", "block", "area")))


def _wider_than_blocks(headings: Sequence[str]) -> Sequence[int]:
    """The columns ブロック or 地区 of a list that has 班, too: households go by the 班, which stands in the first."""
    keys = [heading_key(each) for each in headings]
    areas = {place for place, key in enumerate(keys) if key and _meant_by(key) in (Field.AREA, Field.AREA_HOUSE)}
    wider = [place for place in sorted(areas) if keys[place] in _WIDER]
    return wider if len(wider) < len(areas) else ()


_PARTS = {
    Field.NAME: (Field.FAMILY, Field.GIVEN),
    Field.FAMILY: (Field.FAMILY, Field.GIVEN),
    Field.KANA: (Field.FAMILY_KANA, Field.GIVEN_KANA),
    Field.FAMILY_KANA: (Field.FAMILY_KANA, Field.GIVEN_KANA),
    Field.ADDRESS: (Field.ADDRESS, Field.ADDRESS_REST),
}
"""What two columns below one merged heading are."""


def _under_one_heading(
    chosen: list[tuple[Field, str]], headings: Sequence[str], columns: Sequence[Sequence[str]]
) -> list[tuple[Field, str]]:
    """A heading merged over two columns (氏名, 住所) is one of both: 姓 and 名, 町名 and 番地."""
    found = list(chosen)
    for place in range(1, len(headings)):
        first, (field, reason) = found[place - 1][0], found[place]
        unsure = not field or (field is Field.AREA_HOUSE and reason is BY_CONTENT)  # 2-3 below 住所 is no 班
        below = bool(headings[place - 1]) and not headings[place] and unsure and first in _PARTS
        filled = [cell for cell in columns[place] if cell]
        taken = {each for each, _why in found}
        if below and len(filled) * 2 > len(columns[place]) and _PARTS[first][1] not in taken:
            found[place - 1] = (_PARTS[first][0], found[place - 1][1])
            found[place] = (_PARTS[first][1], MERGED)
    return found


def _second_table(header: Sequence[str], sample: Sample) -> int:
    """Where a second table begins beside the first one, at a further 氏名 that holds names; else beyond the end.

    姓 and 名 at its left are a first table of their own, unless 氏名 says the same of each once more.
    """
    meant = [_meant_by(heading_key(heading)) for heading in header]
    named = [place for place, field in enumerate(meant) if field is Field.NAME]
    parts = [meant.index(field) for field in (Field.FAMILY, Field.GIVEN) if field in meant[: (named or [0])[0]]]
    both = len(parts) == 2  # noqa: PLR2004 - 姓 and 名
    for place in named if both else named[1:]:
        rows = [row for row in sample if place < len(row) and row[place].strip()]
        again = both and any(fold(row[place]) == fold("".join(row[part] for part in parts)) for row in rows)
        beside = not again if both else header[place] == header[named[0]]
        if beside and rows and not any(kana.is_kana(row[place].strip()) for row in rows):
            return place
    return MOST_COLUMNS


def _name_or_mark(field: Field, cells: list[str]) -> Field:
    """世帯主 names the head in every row of some lists, and marks the head's own row (○) in others."""
    if field not in (Field.HEAD_NAME, Field.HEAD_MARK):
        return field
    filled = [cell for cell in cells if cell not in NO_MARKS]
    marks = bool(filled) and all(cell in HEAD_MARKS for cell in filled)
    return Field.HEAD_MARK if marks else Field.HEAD_NAME


Step = Callable[[str, list[str], set[Field]], tuple[Field, str]]


def _as_last_time(remembered: Mapping[str, str]) -> Step:
    def step(heading: str, _cells: list[str], taken: set[Field]) -> tuple[Field, str]:
        key = heading_key(heading)
        if key not in remembered:
            return Field.IGNORED, NOT_KNOWN
        field = Field(remembered[key])
        return (Field.IGNORED, NOT_KNOWN) if field in taken else (field, BY_LAST_TIME)

    return step


def as_read_before(mappings: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, str]:
    """How each heading was read before, the newest file last; of two columns of one heading the first counts.

    A column that was left out counts only where its heading would be taken for something.
    """
    found: dict[str, str] = {}
    for names, fields in mappings:
        known: dict[str, str] = {}
        for name, field in zip(names, fields, strict=False):
            key = heading_key(name) if name else ""
            if key and (field or _meant_by(key)):
                known.setdefault(key, field)
        found |= known
    return found


def _by_heading(heading: str, cells: list[str], taken: set[Field]) -> tuple[Field, str]:
    key = heading_key(heading)
    field = _meant_by(key)
    if field is Field.NUMBER and key in RUNNING and _counts(cells):
        return Field.IGNORED, COUNTS_LINES
    if field is Field.KANA and cells and sum(map(_with_reading, cells)) >= HOLDS * len(cells):
        field = Field.NAME  # 氏名（フリガナ） heads names with their reading behind them
    if field is Field.AREA and cells and all(_AREA_HOUSE.match(cell) for cell in cells):
        field = Field.AREA_HOUSE
    return (Field.IGNORED, NOT_KNOWN) if field in taken else (field, BY_HEADING)


def _meant_by(key: str) -> Field:
    """The field of a heading: as listed, or its longest beginning that is listed (電話番号（自宅）)."""
    known = known_headings()
    if key in known:
        return known[key]
    if key.endswith(_READING_ENDS):
        return Field.KANA
    if key[:1] in ("お", "ご", "御") and key[1:] in known:
        return known[key[1:]]
    begins = [word for word in known if len(word) > 1 and key.startswith(word)]
    return known[max(begins, key=len)] if begins else Field.IGNORED


def _by_content(heading: str, cells: list[str], taken: set[Field]) -> tuple[Field, str]:
    """A column without a heading, or with an unknown one that the content explains beyond doubt."""
    meant = _meant_by(heading_key(heading)) if heading else Field.IGNORED
    if len(cells) < MANY or (meant and meant not in taken):
        return Field.IGNORED, NOT_KNOWN
    if meant is Field.PHONE and Field.MOBILE not in taken and sum(map(_is_phone, cells)) >= HOLDS * len(cells):
        return Field.MOBILE, BY_CONTENT  # the second of two columns 電話
    if taken & {Field.AREA, Field.HOUSE}:
        taken = taken | {Field.AREA_HOUSE}
    for field, looks in _LOOKS.items():
        if field not in taken and sum(map(looks, cells)) >= HOLDS * len(cells):
            return (field, BY_CONTENT) if not heading or field in _SURE else (Field.IGNORED, NOT_KNOWN)
    return Field.IGNORED, NOT_KNOWN


def _agree(chosen: list[tuple[Field, str]]) -> list[tuple[Field, str]]:
    """Columns that only make sense together: 世帯主 alone is the name, 名 alone too, 番地 alone the address."""
    fields = {field for field, _ in chosen}
    swap = {}
    if Field.NAME not in fields:
        if Field.FAMILY not in fields:
            alone = Field.GIVEN if Field.GIVEN in fields else Field.HEAD_NAME
            swap[alone] = Field.NAME
        elif Field.GIVEN not in fields:
            swap[Field.FAMILY] = Field.NAME
    if Field.ADDRESS not in fields:
        swap[Field.ADDRESS_REST] = Field.ADDRESS
    if Field.KANA not in fields and Field.GIVEN_KANA not in fields:
        swap[Field.FAMILY_KANA] = Field.KANA
    return [(swap.get(field, field), reason) for field, reason in chosen]


def _counts(cells: Sequence[str]) -> bool:
    """1, 2, 3 …: the number of the line, which another day names somebody else."""
    return [cell.lstrip("0") for cell in cells] == [str(number) for number in range(1, len(cells) + 1)]


_READING_ENDS = ("かな", "よみ", "読み", "読みがな")
_AREA_HOUSE = re.compile(r"\d{1,3}\s*(?:班|組)?\s*[-‐－ー−の]\s*\d{1,4}\s*(?:番|号|戸)?\Z")
_ADDRESS = re.compile(r".*(?:[都道府県市区町村]|丁目|番地).*\d")
_ADDRESS_END = re.compile(r"\D{2,}.*\d{1,4}[-‐－ー−]\d")
_NAME = re.compile(r"[^\d\s@]{1,10}[\s　]?[^\d\s@]{0,10}\Z")
_AREA = re.compile(r"第?\d{1,3}\s*(?:班|組|ブロック)\Z")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
_RELATIONS = frozenset(
    "世帯主 本人 妻 夫 長男 長女 次男 次女 二男 二女 三男 三女 子 父 母 祖父 祖母 孫 兄 弟 姉 妹 子の妻 同居人".split()  # noqa: SIM905
)
_SEXES = frozenset(["男", "女", "男性", "女性", "M", "F"])


def _with_reading(cell: str) -> bool:
    return bool(split_name(cell)[1])


def _is_day(cell: str) -> bool:
    try:
        return isinstance(read_day(cell), date)
    except UserError:
        return False


def _is_phone(cell: str) -> bool:
    return sum(map(str.isdigit, cell)) >= 9 and read_phone(cell).doubt is None  # noqa: PLR2004


_LOOKS: dict[Field, Callable[[str], bool]] = {
    Field.MAIL: lambda cell: bool(_MAIL.match(cell)),
    Field.SEX: lambda cell: cell in _SEXES,
    Field.RELATION: lambda cell: cell in _RELATIONS,
    Field.PHONE: _is_phone,
    Field.POSTAL: lambda cell: bool(read_postal_code(cell).value),
    Field.BIRTH: _is_day,
    Field.AREA: lambda cell: bool(_AREA.match(cell)),
    Field.AREA_HOUSE: lambda cell: bool(_AREA_HOUSE.match(cell)),
    Field.KANA: kana.is_kana,
    Field.ADDRESS: lambda cell: bool(_ADDRESS.match(cell) or _ADDRESS_END.match(cell)),
    Field.NAME: lambda cell: bool(_NAME.match(cell)),
}
_SURE = frozenset({Field.MAIL, Field.PHONE, Field.POSTAL, Field.KANA})
"""What a column is taken for even under a heading nobody knows."""
