"""Small PNGs: screens and papers are flat, so their commonest colours hold them, and the letters stay crisp."""

from collections import Counter
from functools import partial
from pathlib import Path

from PIL import Image

Colour = tuple[int, int, int]
_COLOURS, _UNLIKE = 256, 24
_LEAST = 20
"""Pixels: of what is rarer nobody sees whether its colour is right."""


def save_png(image: Image.Image, target: Path) -> None:
    """Save with a palette of the commonest colours; what is rarer takes the nearest of them."""
    whole = image.convert("RGB")
    pixels = Counter(whole.getdata())
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in _colours(pixels) for part in colour])
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)


def _colours(pixels: Counter[Colour]) -> list[Colour]:
    """The commonest, and a few that are unlike all of them: the red of ※必須 on a page with many greys."""
    ranked = [colour for colour, _count in pixels.most_common()]
    chosen, rest = ranked[: _COLOURS - _UNLIKE], ranked[_COLOURS - _UNLIKE :]
    far = {each: min(map(partial(_apart, each), chosen)) for each in rest if pixels[each] >= _LEAST}
    while far and len(chosen) < _COLOURS:
        unlike = max(far, key=far.__getitem__)
        chosen.append(unlike)
        far = {each: min(near, _apart(each, unlike)) for each, near in far.items() if each != unlike}
    return chosen


def _apart(one: Colour, other: Colour) -> int:
    return sum((part - twin) ** 2 for part, twin in zip(one, other, strict=True))
