"""What a row of the roster is ordered and found by. The triggers of the search table say the same in SQL."""

from collections.abc import Sequence
from functools import lru_cache

from kobe_desk.core.japanese import kana
from kobe_desk.core.names import folded_lines
from kobe_desk.core.search_key import number_token_column, number_tokens, token_column, tokens


def order_key(name: str, reading: str) -> str:
    """The place in the 五十音 order: by the reading, else by the name itself (kanji stand after ん)."""
    return kana.sort_key(reading or name)


@lru_cache(maxsize=512)
def place_words(address: str, building: str, postal_code: str, phone: str) -> str:
    """What the people of a household are found by; housemates have one address."""
    return f"{tokens(address, building)} {number_tokens(postal_code, phone)}"


def fold_column(texts: Sequence[str]) -> list[str]:
    """Many texts folded in one go."""
    lines = "\n".join(texts)
    if lines.count("\n") >= len(texts):  # a cell may hold a line break of its own
        lines = "\n".join(text.replace("\n", " ") for text in texts)
    return folded_lines(lines)


def person_words(folded_texts: Sequence[Sequence[str]], numbers: Sequence[Sequence[str]]) -> list[str]:
    """What each of many people is found by: their texts (name, reading, mail, number), folded, and their phones."""
    columns = [token_column(texts) for texts in folded_texts if any(texts)]
    columns += [number_token_column(each) for each in numbers if any(each)]
    return [" ".join(filter(None, words)) for words in zip(*columns, strict=True)]
