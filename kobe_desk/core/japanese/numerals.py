"""Kanji numerals (漢数字) as figures: 二十三番地 and 一九四八年 are read like 23 and 1948."""

import re

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_RUN = re.compile(f"[{''.join(_DIGITS)}{''.join(_UNITS)}]+")


def _value(run: str) -> str:
    if not any(c in _UNITS for c in run):
        return "".join(str(_DIGITS[c]) for c in run)
    total = digit = 0
    for c in run:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[c]
    return str(total + digit)


def arabic(text: str) -> str:
    """The text with every run of kanji numerals up to 千 written in figures."""
    return _RUN.sub(lambda run: _value(run.group()), text)


_KANJI = "一二三四五六七八九"
_FORMAL = str.maketrans("壱弐参拾萬零", "一二三十万〇")
_TO_KANJI = str.maketrans("123456789", _KANJI)
_PARTS = (
    re.compile(rf"(?!\Z)(?:[{_KANJI}]?千)?(?:[{_KANJI}]?百)?(?:[{_KANJI}]?十)?[{_KANJI}]?\Z"),  # 二千五百
    re.compile(rf"[{_KANJI}][〇{_KANJI}]*\Z"),  # 一五〇〇
    re.compile(r"(?!\Z)(?:[1-9]千)?(?:[1-9]百)?(?:[1-9]十)?\Z"),  # 2千5百
)
_FIGURES = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\Z|[1-9]\d*\Z", re.ASCII)
_LARGE = re.compile(r"(?:(?P<oku>[^億万]+)億)?(?:(?P<man>[^億万]+)万)?(?P<rest>[^億万]*)\Z")
_MYRIAD = 10_000


def whole(text: str) -> int | None:
    """1万5千, 五百 or 壱万弐千: a number above zero whose units grow smaller. None where two could be meant.

    So are 1万5 and 5千5 (15,000 or 10,005), and 二三十 (20 or 30).
    """
    found, made = _LARGE.match(text.translate(_FORMAL)), 0
    for name, unit in (("oku", _MYRIAD**2), ("man", _MYRIAD), ("rest", 1)) if found else ():
        written = found[name] if found else None
        if not written:
            continue
        part = _part(written)
        halting = unit == 1 and len(written) == 1 and written.translate(_TO_KANJI) in _KANJI
        if part is None or (made and (part >= _MYRIAD or halting)):
            return None
        made += part * unit
    return made or None


def _part(text: str) -> int | None:
    """What stands before 億 or 万, or after them."""
    if _FIGURES.match(text):
        return int(text.replace(",", ""))
    return int(arabic(text.translate(_TO_KANJI))) if any(each.match(text) for each in _PARTS) else None
