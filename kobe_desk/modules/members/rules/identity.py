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


@lru_cache(maxsize=512)
def area_key(name: str) -> str:
    """A 班 however it is written: 3班, ３班, 第3班 and 第三班 are one."""
    return _NUMBERED.sub(r"\1", numerals.arabic(fold(name)), count=1)
