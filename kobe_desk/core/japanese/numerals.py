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
