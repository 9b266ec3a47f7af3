"""The roster's tables: 班, households, people, their offices, and the index they are searched by."""

from kobe_desk.modules.members.model.roster import (
    Area,
    Household,
    ImportMapping,
    OfficeTerm,
    Person,
    Sex,
)
from kobe_desk.modules.members.model.search import PersonIndex

__all__ = [
    "Area",
    "Household",
    "ImportMapping",
    "OfficeTerm",
    "Person",
    "PersonIndex",
    "Sex",
]
