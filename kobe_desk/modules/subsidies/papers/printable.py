"""Whether everything that a definition prints has a glyph in the fonts, before the first paper is made from it."""

from collections.abc import Iterator, Mapping
from typing import Any

from kobe_desk.core.names import shapeless
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.glyphs import missing_in

HIDDEN = N_("This text holds signs that cannot be seen ({codes}). Take them out.")
NO_GLYPH = N_("The character “{character}” ({code}) cannot be printed. Write it another way.")


def unprintable(programme: Programme) -> Iterator[Problem]:
    """Every text of the definition with a character that no shipped font has, at its place in the file."""
    for at, text in _texts(programme.data["definition"], ""):
        if hidden := shapeless(text):
            yield Problem(at, HIDDEN, {"codes": ", ".join(f"U+{ord(each):04X}" for each in hidden)})
        if text.isascii():
            continue
        for character in dict.fromkeys((*missing_in(text, Face.GOTHIC), *missing_in(text, Face.MINCHO))):
            code = " ".join(f"U+{ord(each):04X}" for each in character)
            yield Problem(at, NO_GLYPH, {"character": character, "code": code})


def _texts(data: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, Mapping):
        for key, each in data.items():
            yield from _texts(each, f"{at}.{key}".strip("."))
    elif isinstance(data, list):
        for place, each in enumerate(data, 1):
            named = each.get("id") if isinstance(each, Mapping) else None
            yield from _texts(each, f"{at}.{named or place}".strip("."))
