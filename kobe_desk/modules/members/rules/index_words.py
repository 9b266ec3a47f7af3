"""What a row of the roster is ordered and found by. The triggers of the search table say the same in SQL."""

from functools import lru_cache

from kobe_desk.core.japanese import kana
from kobe_desk.core.search_key import number_tokens, tokens


def order_key(name: str, reading: str) -> str:
    """The place in the 五十音 order: by the reading, else by the name itself (kanji stand after ん)."""
    return kana.sort_key(reading or name)


def person_words(name: str, reading: str, mail: str, number: str, phone: str, mobile: str) -> str:
    """What a person is found by."""
    return f"{tokens(name, reading, mail, number)} {number_tokens(phone, mobile)}"


@lru_cache(maxsize=512)
def place_words(address: str, building: str, postal_code: str, phone: str) -> str:
    """What the people of a household are found by; housemates have one address."""
    return f"{tokens(address, building)} {number_tokens(postal_code, phone)}"
