"""From typed text to glyphs: clusters, the chain of fonts, widths; a character nobody has stops the paper by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.embed import Embedded
from kobe_desk.paper.fonts import Face, FontFile, Source, font_file

_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HAS_SELECTOR = re.compile(f"[{_SELECTORS}]")
_CLUSTER = re.compile(f"[^{_SELECTORS}][{_SELECTORS}]*|[{_SELECTORS}]", re.DOTALL)
# Marks without a shape: control characters, zero-width and direction marks. They are not drawn.
_SHAPELESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_SPACES = str.maketrans({"\t": " ", "\n": " ", "\u2028": " ", "\u2029": " "})


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
    """One line of glyphs: pieces of one font each, and the whole advance in 1/1000 em."""

    text: str
    pieces: tuple[tuple[str, str, float], ...]
    width: float
    count: int


def shown(text: str) -> str:
    """The text without what has no shape: line breaks and tabs become spaces."""
    return _SHAPELESS.sub("", text.translate(_SPACES))


def clusters(text: str) -> Iterable[str]:
    """What the eye takes as one character: a kanji keeps its variation selector."""
    return _CLUSTER.findall(text) if _HAS_SELECTOR.search(text) else text


def missing_in(text: str, face: Face = Face.GOTHIC) -> tuple[str, ...]:
    """The characters of a text that no shipped font has, in order (for checking a form before it is printed)."""
    return tuple(dict.fromkeys(c for c in clusters(shown(text)) if _find(face, c, upright=False) is None))


class _Seen(dict[str, Glyph]):
    """The glyphs of one face in one document, found at first sight."""

    def __init__(self, setter: "Setter", face: Face, upright: bool) -> None:
        super().__init__()
        self._setter, self._face, self._upright = setter, face, upright

    def __missing__(self, cluster: str) -> Glyph:
        glyph = self[cluster] = self._setter._first(self._face, cluster, self._upright)
        return glyph


class Setter:
    """Sets the text of one document: remembers its glyphs and says whose text could not be set."""

    def __init__(self) -> None:
        self.fonts: dict[Source, Embedded] = {}
        self.owner = ""
        self._seen: dict[tuple[Face, bool], _Seen] = {}

    def line(self, text: str, face: Face, upright: bool = False) -> Line:
        """The glyphs of a text on one line; raises MissingGlyph with the owner's name."""
        text = shown(text)
        pieces: list[tuple[str, str, float]] = []
        font, codes, width, total, count = "", [""], 0.0, 0.0, 0
        for name, code, advance in map(self.seen(face, upright).__getitem__, clusters(text)):
            if name != font:
                if font:
                    pieces.append((font, "".join(codes), width))
                font, codes, total, width = name, [], total + width, 0.0
            codes.append(code)
            width += advance
            count += 1
        if font:
            pieces.append((font, "".join(codes), width))
        return Line(text, tuple(pieces), total + width, count)

    def width(self, text: str, face: Face) -> float:
        """The advance of a text in 1/1000 em."""
        seen = self.seen(face)
        return sum([seen[cluster][2] for cluster in clusters(shown(text))])

    def seen(self, face: Face, upright: bool = False) -> _Seen:
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
    sources = (face.ascii, *FALL_BACK) if base < 0x80 else face.chain
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


FALL_BACK = Face.GOTHIC.chain[1:]
