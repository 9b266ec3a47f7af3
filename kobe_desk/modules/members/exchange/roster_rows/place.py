"""What a row says of its household, and how its house, telephone and postal code are read."""

import re
from functools import lru_cache
from typing import NamedTuple

from kobe_desk.core.japanese.address import same_house_key
from kobe_desk.core.japanese.phone import read_phone
from kobe_desk.core.japanese.postal import read_postal_code
from kobe_desk.core.names import fold
from kobe_desk.core.text import language

HAS_FIGURE = re.compile(r"\d")
folded = lru_cache(maxsize=512)(fold)


class Place(NamedTuple):
    """What a row says of its household."""

    number: str = ""
    area: str = ""
    house: str = ""
    postal: str = ""
    address: str = ""
    building: str = ""


def one_house(one: Place, other: Place) -> bool:
    return house_key(one.address, one.building) == house_key(other.address, other.building)


@lru_cache(maxsize=512)
def house_key(address: str, building: str) -> str:
    return same_house_key(f"{address} {building}") if address else ""


def region(prefecture: str, city: str, address: str) -> str:
    """An address with its prefecture and city from columns of their own, unless it begins with them."""
    if address.startswith(prefecture + city):
        return address
    return (prefecture if city and address.startswith(city) else prefecture + city) + address


def phone_of(text: str) -> tuple[str, str]:
    return _phone_in(language(), text)


def postal_of(text: str) -> tuple[str, str]:
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
