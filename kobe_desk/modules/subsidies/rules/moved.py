"""The days of a definition and of its examples in another year: 2025-06-02, R7.9.1, 令和7年9月1日 and 令和7年度."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.same_day import same_day

_ISO = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
_REIWA = re.compile(r"\bR(\d{1,2})(\.\d{1,2}\.\d{1,2})")
_WAREKI = re.compile(r"(平成|令和)(\d{1,2}|元)年(?:(度)|(\d{1,2})月(\d{1,2})日)")


def moved(data: Any, years: int) -> Any:
    """The same with every day in it that many years later."""
    if isinstance(data, Mapping):
        return {key: moved(each, years) for key, each in data.items()}
    if isinstance(data, list):
        return [moved(each, years) for each in data]
    if not isinstance(data, str):
        return data
    text = _ISO.sub(lambda found: _iso(found, years), data)
    text = _WAREKI.sub(lambda found: _wareki(found, years), text)
    return _REIWA.sub(lambda found: f"R{int(found[1]) + years}{found[2]}", text)


def _iso(found: re.Match[str], years: int) -> str:
    try:
        day = date.fromisoformat(found[0])
    except ValueError:
        return found[0]
    return same_day(day, day.year + years).isoformat()


def _wareki(found: re.Match[str], years: int) -> str:
    year = era.names()[found[1]].starts_at(1 if found[2] == "元" else int(found[2]))
    if found[3]:
        return f"{era.era_year(date(year + years, 4, 1))}度"
    try:
        day = date(year, int(found[4]), int(found[5]))
    except ValueError:
        return found[0]
    return era.wareki(same_day(day, year + years))
