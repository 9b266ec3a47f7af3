"""Small things that stand in a packet of either kind, read within limits."""

import json
from datetime import date
from typing import Any

from kobe_desk.core.names import fits_a_line, lines
from kobe_desk.modules.subsidies.rules.packet.situations import PacketWrong

MOST_LINE = 200
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)
_DEEPEST = 14


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def refuse(text: str) -> Any:
    raise ValueError(text)


def require_shallow(text: str) -> None:
    """No deeper than a packet is, counted before it is read (a bracket in a text counts too, and does no harm)."""
    depth = deepest = 0
    within = escaped = False
    for sign in text:
        if within:
            within = escaped or sign != '"'
            escaped = not escaped and sign == "\\"
        elif sign == '"':
            within = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    if deepest > _DEEPEST:
        raise PacketWrong


def short(text: str, most: int, *, long: bool = False) -> bool:
    return len(text) <= most and (lines(text) == text if long else fits_a_line(text))


def read_line(text: Any) -> str:
    if not isinstance(text, str) or not short(text, MOST_LINE):
        raise PacketWrong
    return text


def read_text(text: Any, most: int) -> str:
    if not isinstance(text, str) or not short(text, most, long=True):
        raise PacketWrong
    return text


def read_day(text: Any) -> date:
    found = date.fromisoformat(text)
    if not FIRST <= found <= LAST:
        raise PacketWrong
    return found
