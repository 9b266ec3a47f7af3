"""Passphrases (合言葉): what counts as the same one, which are good enough, and good ones to offer."""

import secrets
import unicodedata
from functools import lru_cache

from kobe_desk.core import paths
from kobe_desk.core.vault.situations import PassphraseTooShort

LEAST_CHARACTERS = 12
LEAST_WORDS = 4
_LEAST_DIFFERENT = 5
_WORDS_OFFERED = 5
_SAME_KEY = str.maketrans({"\u301c": "~", "\u2212": "-", "\u00a5": "\\"})
"""Keys that Windows and macOS turn into different characters (〜 − ¥)."""


def fold(text: str) -> str:
    """The passphrase as it is used: any width, composed or not, and with or without spaces it is the same (NFKC)."""
    return unicodedata.normalize("NFKC", "".join(unicodedata.normalize("NFKC", text).translate(_SAME_KEY).split()))


def require_good(text: str, field: str | None = None) -> str:
    """The folded passphrase. Raises PassphraseTooShort below 12 characters and below 4 words of 2 or more."""
    folded = fold(text)
    words = [word for word in unicodedata.normalize("NFKC", text).split() if len(word) > 1]
    enough = len(folded) >= LEAST_CHARACTERS or len(set(words)) >= LEAST_WORDS
    if not enough or len(set(folded)) < _LEAST_DIFFERENT:
        raise PassphraseTooShort(field)
    return folded


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """The 512 easy words in hiragana that suggestions are made of (9 bits each)."""
    return tuple(paths.resources("data", "words.txt").read_text("utf-8").split())


def suggest_passphrase() -> str:
    """Five words drawn by the system's random source: 45 bits, behind a derivation of over half a second."""
    return " ".join(secrets.choice(words()) for _ in range(_WORDS_OFFERED))
