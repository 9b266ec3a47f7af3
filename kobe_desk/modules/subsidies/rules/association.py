"""What 「使える助成は？」 knows of an association: every fact a definition's `[[eligibility]]` may rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kobe_desk.core.text import N_


class FactKind(StrEnum):
    CHOICE = "choice"
    YESNO = "yesno"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: how it is asked, and the answers there are. `facts.<id>` in a condition."""

    id: str
    kind: FactKind
    label: str
    options: Mapping[str, str]
    unit: str = ""


def _choice(key: str, label: str, **options: str) -> Fact:
    return Fact(key, FactKind.CHOICE, label, options)


def _yesno(key: str, label: str) -> Fact:
    return Fact(key, FactKind.YESNO, label, {})


def _number(key: str, label: str, unit: str) -> Fact:
    return Fact(key, FactKind.NUMBER, label, {}, unit)


_ALL = (
    _choice(
        "group", N_("Kind of group"),
        neighbourhood=N_("Neighbourhood association"), furemachi=N_("Fureai council"),
        condominium=N_("Condominium association"), npo=N_("Citizens' group or NPO"),
        women=N_("Women's association"), elders=N_("Senior citizens' club"),
        disaster=N_("Disaster-prevention community"), planning=N_("Town-planning council"),
        union=N_("Union of a ward or the city"), other=N_("Another kind"),
    ),
    _choice(
        "legal_form", N_("Legal form"),
        none=N_("No legal personality"), recognised=N_("Recognised neighbourhood association"),
        npo=N_("NPO corporation"), other=N_("Another legal person"),
    ),
    _choice(
        "ward", N_("Ward"),
        higashinada=N_("Higashinada"), nada=N_("Nada"), chuo=N_("Chuo"), hyogo=N_("Hyogo"), kita=N_("Kita"),
        nagata=N_("Nagata"), suma=N_("Suma"), tarumi=N_("Tarumi"), nishi=N_("Nishi"), outside=N_("Outside Kobe"),
    ),
    _number("members", N_("Number of members"), N_("people")),
    _number("households", N_("Number of households"), N_("households")),
    _choice("hall", N_("Hall of the group"), none=N_("None"), own=N_("Owned"), leased=N_("Leased")),
    _choice(
        "camera", N_("Security cameras"),
        none=N_("None"), subsidised=N_("From an earlier subsidy"), other=N_("From other money"),
    ),
    _yesno("children", N_("A place for children every month")),
    _yesno("vacant", N_("Using a vacant house")),
    _yesno("lends_vacant", N_("Owning a vacant house or lot to lend it free")),
    _yesno("recycling", N_("Collecting paper for recycling")),
    _yesno("young", N_("An activity in its first three years")),
    _yesno("bylaws", N_("Bylaws")),
    _yesno("own_account", N_("A bank account in the group's name")),
)  # fmt: skip

FACTS: Mapping[str, Fact] = {each.id: each for each in _ALL}
