"""Addresses: the same house written in other ways is recognised; what is stored stays as typed."""

import re
import unicodedata

from kobe_desk.core.japanese import numerals
from kobe_desk.core.names import HYPHEN, fold

_PREFECTURE = re.compile(r"(?:東京都|北海道|(?:京都|大阪)府|[^\d\s]{2,3}県)(?=.)")
_STEPS = re.compile(r"(?<=\d)(?:丁目|番地の?|番町|番|号室|号|の)(?=\d)|(?<=\d)(?:番地|番|号室|号)(?!\d|町|館|棟)")


def same_house_key(text: str) -> str:
    """One key for 兵庫県神戸市灘区一丁目２番地の３ and 神戸市灘区1-2-3, to propose households; never shown."""
    plain = _PREFECTURE.sub("", numerals.arabic(unicodedata.normalize("NFKC", text)).strip(), count=1)
    steps = _STEPS.sub(lambda word: HYPHEN if word.end() < len(plain) and plain[word.end()].isdigit() else "", plain)
    return fold(steps).strip(HYPHEN)
