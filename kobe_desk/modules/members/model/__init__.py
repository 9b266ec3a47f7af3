"""The roster's tables: 班, households, people, their offices, dues and consents, and the index they are searched by."""

from kobe_desk.modules.members.model.dated import HouseholdBefore, PersonBefore
from kobe_desk.modules.members.model.dues import DuesCharge, DuesPayment, DuesRate, DuesRound, Way
from kobe_desk.modules.members.model.own import FieldKind, Of, OwnField, OwnValue, Tag, Tagging, TagKind
from kobe_desk.modules.members.model.privacy import Consent, NotDuplicate, Provision
from kobe_desk.modules.members.model.roster import (
    Area,
    EarlierMembership,
    Household,
    ImportMapping,
    OfficeTerm,
    Person,
    Sex,
)
from kobe_desk.modules.members.model.search import PersonIndex

__all__ = [
    "Area",
    "Consent",
    "DuesCharge",
    "DuesPayment",
    "DuesRate",
    "DuesRound",
    "EarlierMembership",
    "FieldKind",
    "Household",
    "HouseholdBefore",
    "ImportMapping",
    "NotDuplicate",
    "Of",
    "OfficeTerm",
    "OwnField",
    "OwnValue",
    "Person",
    "PersonBefore",
    "PersonIndex",
    "Provision",
    "Sex",
    "Tag",
    "TagKind",
    "Tagging",
    "Way",
]
