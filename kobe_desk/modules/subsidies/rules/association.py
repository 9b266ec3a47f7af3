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
        "group", N_("What kind of group is it?"),
        neighbourhood=N_("Neighbourhood association"), furemachi=N_("Fureai community council"),
        condominium=N_("Condominium association"), npo=N_("NPO or citizens’ group"),
        women=N_("Women’s association"), elders=N_("Senior citizens’ club"),
        disaster=N_("Disaster-prevention community"), planning=N_("Town-planning council"),
        union=N_("Union for a ward or the city"), other=N_("Another group"),
    ),
    _choice(
        "legal_form", N_("Is it a legal person?"),
        none=N_("No"), recognised=N_("Yes, a recognised neighbourhood association"), npo=N_("Yes, an NPO"),
        other=N_("Yes, another one"),
    ),
    _number("members", N_("How many members?"), N_("people")),
    _number("households", N_("How many households?"), N_("households")),
    _yesno("bylaws", N_("Are there bylaws?")),
    _yesno("own_account", N_("Is there a bank account in the group’s name?")),
    _choice(
        "hall", N_("Is there a hall of the group’s own?"),
        none=N_("No"), own=N_("Yes, owned"), leased=N_("Yes, leased"),
    ),
    _choice(
        "camera", N_("Are there security cameras?"),
        none=N_("No"), subsidised=N_("Yes, from an earlier subsidy"), other=N_("Yes, from other money"),
    ),
    _yesno("children", N_("Is there a place for children once a month or more?")),
    _yesno("vacant", N_("Is a vacant house or shop used?")),
    _yesno("recycling", N_("Is paper collected for recycling?")),
    _yesno("young", N_("Is there an activity in its first three years?")),
)  # fmt: skip

FACTS: Mapping[str, Fact] = {each.id: each for each in _ALL}
