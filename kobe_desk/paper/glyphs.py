"""From typed text to glyphs: clusters, the chain of fonts, widths; a character nobody has stops the paper by name."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.embed import Embedded
from kobe_desk.paper.fonts import FALLBACKS, Face, FontFile, Source, font_file

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HAS_SELECTOR = re.compile(f"[{SELECTORS}]")
_CLUSTER = re.compile(f"[^{SELECTORS}][{SELECTORS}]*|[{SELECTORS}]", re.DOTALL)
# Marks without a shape: control characters, zero-width and direction marks. They are not drawn.
_SHAPELESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_SPACES = "\t\n\u2028\u2029"


class MissingGlyph(UserError):
    text = N_(
        "{owner}: the character “{character}” ({code}) cannot be printed, so no paper was made. "
        "Your records are unchanged. Write it another way, for example with the usual form of the kanji or in kana."
    )


class Glyph(NamedTuple):
    """A cluster as it is shown: the font's name in the document, its code, its advance in 1/1000 em."""

    font: str
    code: str
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of glyphs: pieces of one font each, the whole advance in 1/1000 em, how many glyphs."""

    pieces: tuple[tuple[str, str], ...]
    width: float
    count: int


def clusters(text: str) -> Iterable[str]:
    """What the eye takes as one character: a kanji keeps its variation selector."""
    return _CLUSTER.findall(text) if _HAS_SELECTOR.search(text) else text


def missing_in(text: str, face: Face = Face.GOTHIC) -> tuple[str, ...]:
    """The characters of a text that no shipped font has, in order (for checking a form before it is printed)."""
    return tuple(dict.fromkeys(c for c in clusters(text) if _glyph_less(c, face)))


NOTHING = Glyph("", "", 0.0)


def _glyph_less(cluster: str, face: Face) -> bool:
    shapeless = cluster in _SPACES or _SHAPELESS.match(cluster)
    return not shapeless and _find(face, cluster, upright=False) is None


class _Seen(dict[str, Glyph]):
    """The glyphs of one face in one document, found at first sight."""

    def __init__(self, setter: "Setter", face: Face, upright: bool) -> None:
        super().__init__()
        self._setter, self._face, self._upright = setter, face, upright

    def __missing__(self, cluster: str) -> Glyph:
        if cluster in _SPACES:
            cluster = " "
        glyph = NOTHING if _SHAPELESS.match(cluster) else self._setter._first(self._face, cluster, self._upright)
        self[cluster] = glyph
        return glyph


class Setter:
    """Sets the text of one document: remembers its glyphs and says whose text could not be set."""

    def __init__(self) -> None:
        self.fonts: dict[Source, Embedded] = {}
        self.owner = ""
        self._seen: dict[tuple[Face, bool], _Seen] = {}

    def line(self, text: str, face: Face, upright: bool = False) -> Line:
        """The glyphs of a text on one line; raises MissingGlyph with the owner's name."""
        glyphs = [*map(self._of(face, upright).__getitem__, clusters(text))]
        if NOTHING in glyphs:
            glyphs = [glyph for glyph in glyphs if glyph is not NOTHING]
        width = sum([glyph[2] for glyph in glyphs])
        if len({glyph[0] for glyph in glyphs}) == 1:
            return Line(((glyphs[0][0], "".join([glyph[1] for glyph in glyphs])),), width, len(glyphs))
        pieces = tuple((font, "".join([glyph[1] for glyph in run])) for font, run in groupby(glyphs, itemgetter(0)))
        return Line(pieces, width, len(glyphs))

    def width(self, text: str, face: Face) -> float:
        """The advance of a text in 1/1000 em."""
        return self.measure(text, face)(text)

    def measure(self, text: str, face: Face) -> Callable[[str], float]:
        """The advance of any part of this text, in 1/1000 em."""
        seen = self._of(face, upright=False)
        if _HAS_SELECTOR.search(text):
            return lambda part: sum([seen[cluster][2] for cluster in clusters(part)])
        return lambda part: sum([seen[character][2] for character in part])

    def _of(self, face: Face, upright: bool) -> _Seen:
        known = self._seen.get((face, upright))
        if known is None:
            known = self._seen[face, upright] = _Seen(self, face, upright)
        return known

    def _first(self, face: Face, cluster: str, upright: bool) -> Glyph:
        found = _find(face, cluster, upright)
        if found is None:
            code = " ".join(f"U+{ord(c):04X}" for c in cluster)
            raise MissingGlyph(None, owner=self.owner or "―", character=cluster, code=code)
        font, glyph = found
        used = self.fonts.get(font.source)
        if used is None:
            used = self.fonts[font.source] = Embedded(font, f"K{len(self.fonts)}")
        return Glyph(used.name, used.code(glyph, cluster), font.width(glyph))


def _find(face: Face, cluster: str, upright: bool) -> tuple[FontFile, int] | None:
    """The first font of the chain that has the cluster; a variation nobody has is shown by its base."""
    base = ord(cluster[0])
    sources = (face.ascii, *FALLBACKS) if base < 0x80 else face.chain
    if len(cluster) > 1:
        for source in sources:
            font = font_file(source)
            if glyph := font.variation(base, ord(cluster[-1])):
                return font, glyph
    for source in sources:
        font = font_file(source)
        if glyph := font.glyphs.get(base):
            return font, (font.upright(base) or glyph) if upright else glyph
    return None
