"""Names are kept as typed; only the key they are searched by is folded."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kobe_desk.core import paths
from kobe_desk.core.japanese import kana
from kobe_desk.core.japanese.signs import Sign, Signs

_KANA_AND_MARK = re.compile("[\u3041-\u30ff][\u3099\u309a]")
_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
_HYPHEN = re.compile(r"(?<=\d)[-‐‑‒–—―−ーｰ－](?=\d)")
_WORD = re.compile(r"[^\W_]|[\ue000-\uf8ff‐\n]")  # 外字 of the private use area are part of a name

HYPHEN = "‐"
"""What stays of any stroke between two figures (2-3-4); no other sign is left in a folded text."""


def as_typed(text: str) -> str:
    """The text as it is stored: blanks at its ends go, and a kana followed by its mark becomes one character.

    Nothing else is normalised: NFC alone would change 神 (U+FA19) and 羽 (U+FA1E).
    """
    if "\u3099" in text or "\u309a" in text:
        text = _KANA_AND_MARK.sub(lambda pair: unicodedata.normalize("NFC", pair.group()), text)
    return text.strip()


@lru_cache(maxsize=1)
def _table() -> Signs:
    """Variant kanji as their first relative, katakana as hiragana, variation selectors (異体字セレクタ) as nothing."""
    groups = tomllib.loads(paths.resources("data", "variants.toml").read_text("utf-8"))["groups"]
    table: dict[int, str | int | None] = {ord(c): group[0] for group in groups for c in group[1:]}
    table |= {ord(c): ord(kana.to_hiragana(c)) for c in map(chr, range(0x30A1, 0x30F5))}
    table |= {ord(c): ord(large) for c, large in zip("ヵヶゕゖ", "かけかけ", strict=True)}
    return Signs(table | dict.fromkeys(_SELECTORS), _folded_sign)


def _folded_sign(code: int) -> Sign:
    return chr(code).lower() if _WORD.match(chr(code)) else None


def fold(text: str) -> str:
    """The text as search sees it: any width, either kana, variant kanji, case and spacing count as the same."""
    return "".join(folded((text,)))


def folded(texts: Iterable[str]) -> list[str]:
    """Several texts folded in one go; those of which nothing is left are dropped."""
    return [line for line in folded_lines("\n".join(texts)) if line]


def folded_lines(lines: str) -> list[str]:
    """Every line folded, many in one go; what nothing is left of stays as an empty text."""
    return _HYPHEN.sub(HYPHEN, unicodedata.normalize("NFKC", lines)).translate(_table()).split("\n")


def same(one: str, other: str) -> bool:
    """Whether two names are the same to a reader who takes 髙橋 and 高橋, タナカ and ﾀﾅｶ for one."""
    return fold(one) == fold(other)


def is_selector(character: str) -> bool:
    """Whether this is a variation selector (異体字セレクタ), which only chooses the shape of the kanji before it."""
    return ord(character) in _SELECTORS


def unwritable(text: str, encoding: str = "cp932") -> tuple[str, ...]:
    """The characters that an encoding lacks (𠮷 in CP932), each once, in order."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return tuple(dict.fromkeys(c for c in text if not _fits(c, encoding)))
    return ()


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
