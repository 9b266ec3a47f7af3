"""Entities to frozen rows, and requests back onto entities."""

from dataclasses import fields
from typing import Any


def plain(row: Any, entity: Any) -> Any:
    return row(**{each.name: getattr(entity, each.name) for each in fields(row)})


def fill(entity: Any, request: Any) -> None:
    for each in fields(request):
        setattr(entity, each.name, getattr(request, each.name))
