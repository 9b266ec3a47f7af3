"""Names are kept as typed; only the key they are searched by is folded."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from kobe_desk.core import paths
from kobe_desk.core.japanese import kana
from kobe_desk.core.japanese.signs import Sign, Signs

_KANA_AND_MARK = re.compile("[\u3041-\u30ff][\u3099\u309a]")
_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
_HYPHEN = re.compile(r"(?<=\d)[-‐‑‒–—―−ーｰ－](?=\d)")
_WORD = re.compile(r"[^\W_]|[\ue000-\uf8ff‐\n]")  # 外字 of the private use area are part of a name

_LINE_END = re.compile("\r\n|[\v\f\r\x85\u2028\u2029]")
_BREAK = re.compile("[ \t]*(?:\r\n|[\n\v\f\r\x85\u2028\u2029])[ \t]*")
_SHAPELESS = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\U000e0001-\U000e007f"
)
"""Control characters, and signs that only turn the direction of writing (bidi) or show nothing at all."""
_NO_SHAPE = re.compile(f"[{_SHAPELESS}]")
_NOT_OF_A_LINE = re.compile(f"[{_SHAPELESS}\t-\r\x85\u2028\u2029]")

HYPHEN = "‐"
"""What stays of any stroke between two figures (2-3-4); no other sign is left in a folded text."""


def as_typed(text: str) -> str:
    """The text as it is stored: blanks at its ends go, and a kana followed by its mark becomes one character.

    Nothing else is normalised: NFC alone would change 神 (U+FA19) and 羽 (U+FA1E).
    """
    return _composed(text).strip()


def _composed(text: str) -> str:
    if "\u3099" in text or "\u309a" in text:
        return _KANA_AND_MARK.sub(lambda pair: unicodedata.normalize("NFC", pair.group()), text)
    return text


def fits_a_line(text: str) -> bool:
    """Whether a text can stand as one line: it holds no line break, control character or sign of direction."""
    return not _NOT_OF_A_LINE.search(text)


def one_line(text: str) -> str:
    """A name as it is stored: as typed, but a line break or tab is one space and what has no shape is left out.

    Variation selectors and joiners stay: they are part of the character before them.
    """
    if _NOT_OF_A_LINE.search(text):
        text = _NO_SHAPE.sub("", _BREAK.sub(" ", text).replace("\t", " "))
    return as_typed(text)


def lines(text: str) -> str:
    """A text of several lines (備考) as it is stored: the same rule, but line breaks and an indented start stay."""
    if _NOT_OF_A_LINE.search(text):
        text = _NO_SHAPE.sub("", _LINE_END.sub("\n", text))
    return _composed(text).lstrip(" \t\n").rstrip()


def shapeless(text: str) -> tuple[str, ...]:
    """The characters of a text that cannot be seen, each once: control characters and signs of direction."""
    return tuple(dict.fromkeys(_NO_SHAPE.findall(text)))


def visible(text: str) -> str:
    """A text to be shown to somebody who must see what is wrong in it: ⏎ for a line break, [U+202E] for no shape."""
    shown = _BREAK.sub("⏎", text).replace("\t", "⇥")
    return _NO_SHAPE.sub(lambda found: f"[U+{ord(found.group()):04X}]", shown)


BRIEF = 60
"""So many signs of a cell are shown; nobody looks for more in a list."""


def brief(text: str) -> str:
    """The beginning of a text that is too long to be shown."""
    return text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"


def tidy(values: Mapping[str, Any], long: Iterable[str] = ("notes",)) -> dict[str, Any]:
    """Every text of a form by the one rule: `long` ones keep their lines, all others are one line."""
    return {
        name: (lines if name in long else one_line)(value) if isinstance(value, str) else value
        for name, value in values.items()
    }


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
