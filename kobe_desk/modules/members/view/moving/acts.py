"""The kinds of 異動: what each is called, what it asks, and the request that comes of the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kobe_desk.core import clock
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import (
    FORMER,
    PRESENT,
    AddressRequest,
    DeathRequest,
    HeadRequest,
    HouseholdCard,
    HouseholdRequest,
    MergeRequest,
    MoveInRequest,
    MoveOutRequest,
    PersonRequest,
    Scope,
    SplitRequest,
)
from kobe_desk.modules.members.view.moving.people import HomeSearch, People
from kobe_desk.ui.field import Choice, DateField, FormField, Need, Option, PostalField, Select, TextField

OPTIONAL = Need.OPTIONAL
IN, OUT, DEATH, SPLIT, MERGE, HEAD, ADDRESS = "in", "out", "death", "split", "merge", "head", "address"
Fields = dict[str, FormField]
PLACE = ("postal_code", "address", "building", "area_id", "house_number")
Areas = tuple[tuple[UUID | None, str], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The household that this is about, and the 班 there are."""

    card: HouseholdCard | None = None
    areas: Areas = ()

    def people(self, state: str = PRESENT) -> list[tuple[UUID, str]]:
        return [(each.id, each.name) for each in self.card.people if each.state == state] if self.card else []

    @property
    def id(self) -> UUID:
        return self.card.id if self.card else UUID(int=0)

    @property
    def home(self) -> HouseholdRequest:
        return self.card.home if self.card else HouseholdRequest()


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of 異動: its name, icon, what it says of itself, its fields, and the request they make."""

    kind: str
    title: str
    icon: str
    text: str
    fields: Callable[[Known], Fields]
    request: Callable[[Known, dict[str, Any]], Any]


def _chosen(known: Known, label: str) -> FormField:
    return FormField(label, People(known.people()))


def _one(known: Known) -> FormField:
    return FormField(_("Who"), Select([(None, _("Please choose")), *known.people()], width=220))


def _next_head(known: Known) -> FormField:
    support = _("Only if the head leaves and more than one person stays.")
    choice = Select([(None, _("Not needed")), *known.people()], width=220)
    return FormField(_("Head from then on"), choice, OPTIONAL, support)


def _place(known: Known) -> Fields:
    """Where they live from then on; the 班 of the household that is left is proposed."""
    fields = {
        "postal_code": FormField(_("Postal code"), PostalField(), OPTIONAL),
        "address": FormField(_("Address"), TextField(420)),
        "building": FormField(_("Building and room"), TextField(320), OPTIONAL),
        "area_id": FormField(_("Block"), Select([(None, _("in no block")), *known.areas], width=180), Need.UNSAID),
        "house_number": FormField(_("House number in the group"), TextField(120), OPTIONAL),
    }
    fields["area_id"].set_value(known.home.area_id)
    fields["house_number"].set_value(known.home.house_number)
    return fields


def _out_fields(known: Known) -> Fields:
    ends = [
        Option(True, _("The offices end on that day, too")),
        Option(False, _("The offices run on")),
    ]
    return {
        "people": _chosen(known, _("Who leaves")),
        "last": FormField(_("Last day as a member"), DateField()),
        "new_head": _next_head(known),
        "end_terms": FormField(_("If they hold an office"), Choice(ends, columns=2), OPTIONAL),
    }


def _split_fields(known: Known) -> Fields:
    first = {
        "people": _chosen(known, _("Who makes a household of their own")),
        "day": FormField(_("First day of the new household"), DateField()),
    }
    return {**first, **_place(known), "new_head": _next_head(known)}


def _address_fields(known: Known) -> Fields:
    scopes = [
        Option(Scope.HOUSEHOLD, _("The whole household")),
        Option(Scope.PERSON, _("This person alone"), _("A household of their own is made for them.")),
    ]
    return {
        "person": _one(known),
        "scope": FormField(_("For whom"), Choice(scopes, columns=2)),
        "since": FormField(_("First day at the new address"), DateField()),
        **_place(known),
        "new_head": _next_head(known),
    }


def _split(_known: Known, values: dict[str, Any]) -> SplitRequest:
    home = HouseholdRequest(**{name: values[name] for name in PLACE})
    return SplitRequest(values["people"], values["day"], home, new_head=values["new_head"])


def _address(_known: Known, values: dict[str, Any]) -> AddressRequest:
    return AddressRequest(**values)


def _in_fields(known: Known) -> Fields:
    back = {"returning": FormField(_("Who belongs again"), People(former), OPTIONAL)} if (
        former := known.people(FORMER)) else {}  # fmt: skip
    return {
        "day": FormField(_("First day as a member"), DateField()),
        **back,
        "name": FormField(_("Full name"), TextField(260), OPTIONAL, _("Somebody new on the roster, one at a time.")),
        "kana": FormField(_("Reading"), TextField(260), OPTIONAL),
        "relation": FormField(_("Relation"), TextField(150), OPTIONAL),
        "birth": FormField(_("Birth date"), DateField("昭和", latest=clock.today()), OPTIONAL),
    }


def _in(known: Known, values: dict[str, Any]) -> MoveInRequest:
    new = PersonRequest(values["name"], values["kana"], values["birth"], relation=values["relation"])
    people = (new,) if new.name else ()
    return MoveInRequest(values["day"], household=known.id, people=people, returning=values.get("returning", ()))


ACTS = (
    Act(IN, N_("Moving in"), "log-in", N_("Somebody joins this household, or belongs again after having left."),
        _in_fields, _in),
    Act(OUT, N_("Moving away"), "log-out", N_("People leave the association and stay as former members."),
         _out_fields, lambda _known, values: MoveOutRequest(**values)),
    Act(DEATH, N_("A death"), "flag", N_("Membership and offices end on that day."),
         lambda known: {"person": _one(known), "day": FormField(_("Day of death"), DateField()),
                       "new_head": _next_head(known)},
         lambda _known, values: DeathRequest(**values)),
    Act(SPLIT, N_("Split the household"), "house", N_("Some of the household make one of their own from a day on."),
         _split_fields, _split),
    Act(MERGE, N_("Join two households"), "git-merge",
        N_("Everybody of this household goes over to another one from a day on."),
        lambda _known: {"target": FormField(_("The household they go to"), HomeSearch()),
                        "day": FormField(_("First day in that household"), DateField())},
        lambda known, values: MergeRequest(known.id, **values)),
    Act(HEAD, N_("Another head"), "user", N_("Who heads the household from a day on."),
         lambda known: {"person": _one(known), "day": FormField(_("From which day"), DateField())},
         lambda known, values: HeadRequest(known.id, **values)),
    Act(ADDRESS, N_("Another address"), "map-pin",
         N_("For the whole household, or for one person alone: nobody moves along unasked."),
         _address_fields, _address),
)  # fmt: skip
