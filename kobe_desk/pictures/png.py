"""Small PNGs: screens and papers are flat, so their commonest colours hold them, and the letters stay crisp."""

from collections import Counter
from pathlib import Path

from PIL import Image

_COLOURS = 256


def save_png(image: Image.Image, target: Path) -> None:
    """Save with a palette of the commonest colours; what is rarer takes the nearest of them."""
    whole = image.convert("RGB")
    pixels = Counter(whole.getdata())
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour, _count in pixels.most_common(_COLOURS) for part in colour])
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
