"""When two entries are the same person: by number, else by name with birth date, address or phone. Never by surname."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kobe_desk.core.japanese import numerals
from kobe_desk.core.japanese.address import same_house_key
from kobe_desk.core.names import fold

Key = tuple[object, ...]


def person_keys(number: str, name: str, birth: date | None, house: str, phone: str, rest: Key) -> Iterator[Key]:
    """The keys an entry is known by, the surest first. `house` is a key of the address; `rest` what else there is.

    Without number, birth date and phone it is known by its name and reading too: a household's address may be that
    of another row. What else is written must not differ.
    """
    folded = fold(name)
    if number:
        yield ("number", number)
    if birth:
        yield ("birth", folded, birth)
    if house:
        yield ("house", folded, house)
    if phone:
        yield ("phone", folded, phone)
    if not (number or birth or phone):
        yield ("all", folded, *rest)


def house_key(address: str, building: str) -> str:
    """The address as one key; empty when there is none."""
    return same_house_key(f"{address} {building}") if address else ""


_NUMBERED = re.compile(r"第?0*(\d+)(?=班|組|区|ぶろっく|丁目|地区)")


STANDS_IN = " ＞ "
"""Between a ブロック and a 班 of it (東 ＞ 1班), where both are said in one text."""


@lru_cache(maxsize=512)
def area_key(name: str) -> str:
    """A 班 however it is written: 3班, ３班, 第3班 and 第三班 are one. With its ブロック, both are."""
    return STANDS_IN.join(_NUMBERED.sub(r"\1", numerals.arabic(fold(part)), count=1) for part in name.split(STANDS_IN))


def area_path(block: str, name: str) -> str:
    """A 班 with the ブロック it stands in; one of the two alone where there is no other."""
    return STANDS_IN.join(filter(None, dict.fromkeys((block, name))))


def area_title(block: str, name: str) -> str:
    """A 班 as people read it: 「東ブロック　1班」; the name alone of what stands in none."""
    return f"{block}　{name}" if block else name


def area_parts(path: str) -> tuple[str, str]:
    """The ブロック (empty where none is said) and the 班."""
    block, _mark, name = path.rpartition(STANDS_IN)
    return block, name


def same_area(said: str, known: str) -> bool:
    """Whether a 班 as a file says it is one of the desk; a file that says no ブロック may mean any of them."""
    return area_key(said) in (area_key(known), area_key(area_parts(known)[1]))
