"""Words for people: marks texts for translation and looks them up, without a screen.

English is the key (msgid); Japanese is what a user sees unless the settings say otherwise.
"""

from functools import lru_cache

from kobe_desk.core import paths
from kobe_desk.core.catalogue import Catalogue

DOMAIN = "kobe_desk"
LANGUAGES = ("ja", "en")


class _State:
    language = "ja"


def N_(text: str) -> str:
    """Mark a text for translation where it is written; it is looked up where it is shown."""
    return text


def use_language(language: str) -> None:
    """Choose the language of every text looked up from now on (`ja` or `en`)."""
    if language not in (*LANGUAGES, "xx"):
        raise ValueError(language)
    _State.language = language


def language() -> str:
    return _State.language


@lru_cache(maxsize=4)
def _catalogue(chosen: str) -> Catalogue:
    return Catalogue(paths.translations() / chosen / "LC_MESSAGES" / f"{DOMAIN}.mo")


def _(text: str) -> str:
    """The text in the chosen language."""
    if not text:
        return ""
    if _State.language == "xx":  # the pseudo-locale of the tests: anything not marked stands out
        return f"〖{text}〗"
    found = _catalogue(_State.language).find(text)
    return text if found is None else found


def n_(one: str, many: str, count: int) -> str:
    """The text for a count, in the chosen language."""
    if _State.language == "xx":
        return f"〖{one if count == 1 else many}〗"
    forms = _catalogue(_State.language).find_plural(one, many) or (one, many)
    return forms[0 if count == 1 else -1]
