"""The fonts of the papers: BIZ UD as shipped, a renamed fallback for kanji it lacks, and which of them set what.

A `FontFile` is read once and never changes; what one document uses of it is kept by the document (see embed.py),
so nothing typed on one paper can reach another.
"""

import copy
import json
import zlib
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, cached_property
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

from kobe_desk.core import paths


@dataclass(frozen=True)
class Source:
    """One font file as a paper uses it; `tabular` gives its 1 the width of 0, so that columns of figures line up."""

    stem: str
    tabular: bool = False


_P_GOTHIC, _P_BOLD = Source("BIZUDPGothic-Regular"), Source("BIZUDPGothic-Bold")
_EVEN_GOTHIC, _EVEN_BOLD = Source("BIZUDGothic-Regular"), Source("BIZUDGothic-Bold")
_EVEN_MINCHO, _P_MINCHO = Source("BIZUDMincho-Regular"), Source("BIZUDPMincho-Regular")
FALLBACKS = (Source("KobeFallback-A"), Source("KobeFallback-B"))


class Face(Enum):
    """What a piece of text is set in: the font of kanji and kana, and the font of ASCII if that is another."""

    MINCHO = (_EVEN_MINCHO, _P_MINCHO)
    MINCHO_NUMBERS = (_EVEN_MINCHO, replace(_P_MINCHO, tabular=True))
    GOTHIC = (_P_GOTHIC,)
    GOTHIC_BOLD = (_P_BOLD,)
    GOTHIC_NUMBERS = (replace(_P_GOTHIC, tabular=True),)
    GOTHIC_BOLD_NUMBERS = (replace(_P_BOLD, tabular=True),)
    FIXED = (_EVEN_GOTHIC,)
    FIXED_BOLD = (_EVEN_BOLD,)

    __hash__ = object.__hash__  # asked for at every text of a long list; Enum's own is slow

    @property
    def chain(self) -> tuple[Source, ...]:
        """The fonts to ask for a character that is not ASCII."""
        return (self.value[0], *FALLBACKS)

    @property
    def ascii(self) -> Source:
        """The font of ASCII: the P Mincho in the composite Mincho, whose figures are not squeezed to ½ em."""
        source: Source = self.value[-1]
        return source

    @property
    def numbers(self) -> "Face":
        """The same face with figures of one width."""
        return _NUMBERS.get(self, self)

    @property
    def bold(self) -> "Face":
        """The face of emphasis; Mincho has no bold and takes Gothic Bold."""
        return _BOLD.get(self, self)


_NUMBERS = {
    Face.MINCHO: Face.MINCHO_NUMBERS,
    Face.GOTHIC: Face.GOTHIC_NUMBERS,
    Face.GOTHIC_BOLD: Face.GOTHIC_BOLD_NUMBERS,
}
_BOLD = {
    Face.MINCHO: Face.GOTHIC_BOLD,
    Face.MINCHO_NUMBERS: Face.GOTHIC_BOLD_NUMBERS,
    Face.GOTHIC: Face.GOTHIC_BOLD,
    Face.GOTHIC_NUMBERS: Face.GOTHIC_BOLD_NUMBERS,
    Face.FIXED: Face.FIXED_BOLD,
}


class FontFile:
    """A font as read from its file: glyphs, advances (1/1000 em), variations (IVS) and upright forms."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.face: Any = _face(source.stem)
        if source.tabular:
            self.face = _with_tabular_one(self.face)
        self.glyphs: dict[int, int] = self.face.charToGlyph
        self._per_em: int = self.face.unitsPerEm

    def width(self, glyph: int) -> float:
        """The advance of a glyph in 1/1000 em."""
        advance: int = self.face.hmetrics[glyph][0]
        return advance * 1000 / self._per_em

    def variation(self, base: int, selector: int) -> int | None:
        """The glyph of an ideographic variation sequence (異体字), if this font has it."""
        return self._forms["variations"].get(f"{base:x}+{selector:x}")

    def upright(self, code: int) -> int | None:
        """The glyph for vertical writing, if it differs."""
        return self._forms["upright"].get(f"{code:x}")

    @cached_property
    def _forms(self) -> dict[str, dict[str, int]]:
        packed = paths.resources("fonts", f"{self.source.stem}.forms").read_bytes()
        forms: dict[str, dict[str, int]] = json.loads(zlib.decompress(packed))
        return forms


@cache
def font_file(source: Source) -> FontFile:
    """The font, read at its first use."""
    return FontFile(source)


@cache
def _face(stem: str) -> Any:
    face = TTFontFace(str(paths.resources("fonts", f"{stem}.ttf")))
    _repair_metrics(face)
    return face


def _repair_metrics(face: Any) -> None:
    """reportlab 5.1 gives the glyphs after the last full metric a *scaled* advance; give them the true one."""
    face.seek_table("hhea")
    face.skip(34)
    full = face.read_ushort()
    last = face.hmetrics[full - 1][0]
    face.hmetrics[full:] = [(last, bearing) for _, bearing in face.hmetrics[full:]]


def _with_tabular_one(face: Any) -> Any:
    """A twin whose 1 is as wide as its 0, the difference shared by both sides."""
    twin = copy.copy(face)
    twin.hmetrics = list(face.hmetrics)
    one, zero = face.charToGlyph[ord("1")], face.charToGlyph[ord("0")]
    advance, bearing = face.hmetrics[one]
    wider = face.hmetrics[zero][0]
    twin.hmetrics[one] = (wider, (bearing + (wider - advance) // 2) & 0xFFFF)
    return twin
