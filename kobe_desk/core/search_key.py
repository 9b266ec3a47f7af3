"""Search words of any length: what is stored and what is asked are cut into the same pairs of characters.

The pairs (bigrams) are written by us into an FTS5 table with `tokenize = 'ascii'` and `detail = full`, which takes
every character beyond ASCII as part of a word. A text ends with its last character alone, so one phrase never runs
from one field into the next, and a single character is asked for as the beginning of a pair.
"""

import re
import unicodedata
from collections.abc import Sequence
from operator import add

from kobe_desk.core.names import HYPHEN, fold, folded

TOKENIZE = "ascii"
"""The FTS5 tokenizer these tokens are made for."""

_DIGITS_ONLY = re.compile(rf"[\d{HYPHEN}]+\Z")
_PHONE_SIGNS = re.compile(r"(?<=\d)[()](?=\d)|(?<=\d)\)|\((?=\d)")
_NOT_DIGITS = re.compile(r"\D+")
_NOT_DIGITS_NOR_END = re.compile(r"[^\d\n]+")


def _pairs(text: str) -> str:
    return " ".join((*map(add, text, text[1:]), text[-1]))


def tokens(*texts: str) -> str:
    """Stored texts (name, reading, address) as the words of a row of the search table."""
    return " ".join(map(_pairs, folded(texts)))


def number_tokens(*numbers: str) -> str:
    """Stored phone numbers and postal codes, found by any run of their figures, with strokes or without."""
    figures = (_NOT_DIGITS.sub("", unicodedata.normalize("NFKC", number)) for number in numbers)
    return " ".join(_pairs(run) for run in figures if run)


def token_column(folded_texts: Sequence[str]) -> list[str]:
    """What `tokens` gives for each of many folded texts, in one go."""
    if not folded_texts:
        return []
    lines = "\n".join(("", *(text or "\0" for text in folded_texts), ""))
    pairs = " ".join(map(add, lines, lines[1:])).split("\n")[1::2]  # each text with its first character in front
    return [words[2:] if words != "\0 \0" else "" for words in pairs]


def number_token_column(numbers: Sequence[str]) -> list[str]:
    """What `number_tokens` gives for each of many numbers, in one go."""
    lines = unicodedata.normalize("NFKC", "\n".join(numbers))
    return token_column(_NOT_DIGITS_NOR_END.sub("", lines).split("\n"))


def _phrase(text: str) -> str:
    if len(text) == 1:
        return f'"{text}" *'
    return f'"{_pairs(text)[:-2]}"'


def _wanted(word: str) -> str:
    phrase = _phrase(word)
    if HYPHEN in word and _DIGITS_ONLY.match(word):
        return f"({phrase} OR {_phrase(word.replace(HYPHEN, ''))})"
    return phrase


def match(query: str) -> str:
    """What to give FTS5's MATCH for the typed words, all of which must be found; empty if nothing is asked.

    Whatever is typed (quotes, AND, *, brackets) is only text: the folding leaves no sign of FTS5's language.
    """
    words = (fold(word) for word in _PHONE_SIGNS.sub("-", query).split())
    return " AND ".join(_wanted(word.strip(HYPHEN)) for word in words if word.strip(HYPHEN))


def found_in(query: str, *texts: str, numbers: tuple[str, ...] = ()) -> bool:
    """The same answer without an index: whether every word stands in one of the texts or numbers."""
    stored = [fold(text) for text in texts]
    figures = [_NOT_DIGITS.sub("", unicodedata.normalize("NFKC", number)) for number in numbers]
    words = [fold(word).strip(HYPHEN) for word in _PHONE_SIGNS.sub("-", query).split()]
    return all(_stands_in(word, stored, figures) for word in words if word)


def _stands_in(word: str, stored: list[str], figures: list[str]) -> bool:
    bare = word.replace(HYPHEN, "") if _DIGITS_ONLY.match(word) else word
    return any(word in text or bare in text for text in (*stored, *figures))
