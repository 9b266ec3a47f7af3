"""The roster's tables: 班, households, people, their offices, dues and consents, and the index they are searched by."""

from kobe_desk.modules.members.model.dated import HouseholdBefore, PersonBefore
from kobe_desk.modules.members.model.dues import DuesCharge, DuesClosing, DuesPayment, DuesRate, DuesRound, Way
from kobe_desk.modules.members.model.events import Event, EventCount, EventStaff
from kobe_desk.modules.members.model.leaks import Leak
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
from kobe_desk.modules.members.model.rota import RotaPlace, RotaRule
from kobe_desk.modules.members.model.sealed import SealedList, SealedRow
from kobe_desk.modules.members.model.search import PersonIndex

__all__ = [
    "Area",
    "Consent",
    "DuesCharge",
    "DuesClosing",
    "DuesPayment",
    "DuesRate",
    "DuesRound",
    "EarlierMembership",
    "Event",
    "EventCount",
    "EventStaff",
    "Household",
    "HouseholdBefore",
    "ImportMapping",
    "Leak",
    "NotDuplicate",
    "OfficeTerm",
    "Person",
    "PersonBefore",
    "PersonIndex",
    "Provision",
    "RotaPlace",
    "RotaRule",
    "SealedList",
    "SealedRow",
    "Sex",
    "Way",
]
