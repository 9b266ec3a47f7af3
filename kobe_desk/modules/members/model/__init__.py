"""The roster's tables: 班, households, people, their offices, dues and consents, and the index they are searched by.

Each part is imported when one of its tables is first asked for; what writes has all of them (`load_models`).
"""

from typing import TYPE_CHECKING

from kobe_desk.core.lazily import offering

if TYPE_CHECKING:
    from kobe_desk.modules.members.model.dated import HouseholdBefore, PersonBefore
    from kobe_desk.modules.members.model.dues import DuesCharge, DuesClosing, DuesPayment, DuesRate, DuesRound, Way
    from kobe_desk.modules.members.model.events import Event, EventCount, EventPhoto, EventPicture, EventStaff
    from kobe_desk.modules.members.model.importing import ImportMapping
    from kobe_desk.modules.members.model.index import PersonIndex
    from kobe_desk.modules.members.model.leaks import Leak
    from kobe_desk.modules.members.model.offices import OfficeTerm
    from kobe_desk.modules.members.model.own import FieldKind, Of, OwnField, OwnValue, Tag, Tagging, TagKind
    from kobe_desk.modules.members.model.privacy import Consent, NotDuplicate, PersonPhoto, Provision
    from kobe_desk.modules.members.model.roster import Area, EarlierMembership, Household, Person, Sex
    from kobe_desk.modules.members.model.rota import RotaPlace, RotaRule
    from kobe_desk.modules.members.model.sealed import SealedList, SealedRow, SealHalf

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
    "EventPhoto",
    "EventPicture",
    "EventStaff",
    "FieldKind",
    "Household",
    "HouseholdBefore",
    "ImportMapping",
    "Leak",
    "NotDuplicate",
    "Of",
    "OfficeTerm",
    "OwnField",
    "OwnValue",
    "Person",
    "PersonBefore",
    "PersonIndex",
    "PersonPhoto",
    "Provision",
    "RotaPlace",
    "RotaRule",
    "SealHalf",
    "SealedList",
    "SealedRow",
    "Sex",
    "Tag",
    "TagKind",
    "Tagging",
    "Way",
]

__getattr__ = offering(
    __name__,
    dated="HouseholdBefore PersonBefore",
    dues="DuesCharge DuesClosing DuesPayment DuesRate DuesRound Way",
    events="Event EventCount EventPhoto EventPicture EventStaff",
    importing="ImportMapping",
    index="PersonIndex",
    leaks="Leak",
    offices="OfficeTerm",
    own="FieldKind Of OwnField OwnValue Tag TagKind Tagging",
    privacy="Consent NotDuplicate PersonPhoto Provision",
    roster="Area EarlierMembership Household Person Sex",
    rota="RotaPlace RotaRule",
    sealed="SealHalf SealedList SealedRow",
)
