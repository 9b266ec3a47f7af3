"""Entities to frozen rows, and requests back onto entities."""

from dataclasses import fields
from typing import Any

from kobe_desk.core.names import one_line


def plain(row: Any, entity: Any) -> Any:
    return row(**{each.name: getattr(entity, each.name) for each in fields(row)})


def fill(entity: Any, request: Any) -> None:
    for each in fields(request):
        value = getattr(request, each.name)
        setattr(entity, each.name, one_line(value) if isinstance(value, str) else value)
