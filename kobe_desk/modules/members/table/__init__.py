"""Columns of the roster's lists, and how its facts are worded on the screen."""

from __future__ import annotations  # rows of the later pages need not be there when the list is painted

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import figures
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import (
    FORMER,
    FUTURE,
    PRESENT,
    OtherName,
    PersonRow,
)
from kobe_desk.ui.table import Column

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases import (
        AreaRow,
        ArrearsRow,
        ChargeRow,
        HousemateRow,
        RateRow,
        TermRow,
        TouchedRow,
    )

STATES = {PRESENT: N_("Members now"), FORMER: N_("Former members"), FUTURE: N_("Members to come")}
STATE_MARKS = {PRESENT: "", FORMER: N_("left"), FUTURE: N_("to come")}
HEAD = N_("head of the household")
SEXES = (
    ("", N_("Not written down")),
    ("female", N_("Woman")),
    ("male", N_("Man")),
    ("other", N_("Another")),
)

_REGION = re.compile(r"\A(?:東京都|北海道|(?:京都|大阪)府|[^\d\s]{2,3}県)?(?:[^\d\s]{1,6}?[市郡])?(?:[^\d\s]{1,5}?区)?")


def town_and_number(address: str) -> str:
    """What tells one house of an association from another: 見本市見本区みなと坂1丁目1-1 as みなと坂1丁目1-1."""
    return _REGION.sub("", address, count=1) or address


def relation(head: bool, said: str) -> str:
    """続柄 as it stands in a list."""
    return said or (_(HEAD) if head else "")


def term_words(first: date, last: date | None) -> str:
    """令和8年4月1日～令和9年3月31日; open at its end while it runs on."""
    return f"{era.wareki(first)}～{era.wareki(last) if last else ''}"


def birth_words(day: date | None, part: str = "", age: int | None = None) -> str:
    """昭和23年4月1日（78歳）, or what is known of it."""
    if day is None:
        return part.removeprefix("--").replace("-", "/")
    years = _("{age} years old").format(age=age) if age is not None else ""
    return f"{era.wareki(day)}（{years}）" if years else era.wareki(day)


def other_words(other: OtherName) -> str:
    """旧名 佐藤 花子（～令和7年5月31日）, or the name to come."""
    words = _("formerly {name}") if other.last else _("to be {name}")
    period = f"～{era.wareki(other.last)}" if other.last else f"{era.wareki(other.first)}～" if other.first else ""
    return words.format(name=other.name) + (f"（{period}）" if period else "")


def _reading(row: PersonRow) -> str:
    """The reading; the other name where that is what the search found."""
    if row.other is None:
        return row.kana
    return (_("formerly {name}") if row.other.last else _("to be {name}")).format(name=row.other.name)


def _area_or_state(row: PersonRow) -> str:
    mark = STATE_MARKS[row.state]
    return _(mark) if mark else row.area


def people_columns(
    short: Callable[[str], str], blocks: Callable[[], Sequence[str]] = tuple
) -> tuple[Column[PersonRow], ...]:
    """The list of people as it is usual; `short` writes an address without what all of them begin with."""
    return (
        Column(N_("Full name"), lambda row: row.name, width=118, stretch=True, key="name", typed=lambda row: row.name),
        Column(N_("Reading"), _reading, width=150, stretch=True, key="kana", typed=lambda row: row.kana),
        Column(N_("Relation"), lambda row: relation(row.head, row.relation), width=78, secondary=True, key="relation",
               typed=lambda row: row.relation),
        Column(N_("Address"), lambda row: short(row.address), width=124, stretch=True, key="address",
               typed=lambda row: row.street),
        Column(N_("Telephone"), lambda row: row.phone, width=160, secondary=True, key="phone",
               typed=lambda row: row.own_phone),
        Column(N_("Block"), _area_or_state, width=64, secondary=True, key="area", typed=lambda row: row.area,
               choices=blocks, meaning=lambda row: "" if row.state == PRESENT else "muted"),
    )  # fmt: skip


HOUSEMATE_COLUMNS: tuple[Column[HousemateRow], ...] = (
    Column(N_("Full name"), lambda row: row.name, width=150, stretch=True),
    Column(N_("Reading"), lambda row: row.kana, width=190, stretch=True),
    Column(N_("Relation"), lambda row: relation(row.head, row.relation), width=110),
    Column(N_("Birth date"), lambda row: birth_words(row.birth, age=row.age), width=230, secondary=True),
    Column(N_("Telephone"), lambda row: row.phone, width=162, secondary=True),
    Column(N_("State"), lambda row: _(STATE_MARKS[row.state]), width=76, secondary=True),
)

CANDIDATE_COLUMNS: tuple[Column[PersonRow], ...] = (
    Column(N_("Full name"), lambda row: row.name, width=150, stretch=True),
    Column(N_("Reading"), lambda row: row.kana, width=180, stretch=True),
    Column(N_("Address"), lambda row: town_and_number(row.address), width=240, stretch=True, secondary=True),
    Column(N_("Block"), _area_or_state, width=90),
)

DATED = {
    "name": N_("Full name"),
    "kana": N_("Reading"),
    "household_id": N_("Household"),
    "head": N_("Head of the household"),
    "relation": N_("Relation to the head"),
    "area_id": N_("Block"),
    "house_number": N_("House number in the group"),
    "postal_code": N_("Postal code"),
    "address": N_("Address"),
    "building": N_("Building"),
}
"""What is dated of people and households."""
TOUCHED = {
    "stays": N_("stays as before"),
    "new": N_("joins the roster"),
    "joined": N_("joins again"),
    "until": N_("Last day as a member"),
    "term": N_("The office ends"),
    **DATED,
}


def touched_words(value: object) -> str:
    """A value of a change as the list shows it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return era.wareki(value)
    return str(value or _("(empty)")) if value is not None else ""


def _after(row: TouchedRow) -> str:
    words = touched_words(row.after) if row.field != "stays" else ""
    return _("{words} (until {day})").format(words=words, day=era.wareki(row.ends)) if row.ends else words


def touched_sentence(row: TouchedRow) -> str:
    """A line of the list in full: 「住所：山手1-1 → 山手2-2」."""
    what = _("{name}: {what}").format(name=row.name, what=_(TOUCHED[row.field]))
    before = touched_words(row.before) if row.field != "stays" else ""
    return "　".join(filter(None, (what, " → ".join(filter(None, (before, _after(row)))))))


TOUCHED_COLUMNS: tuple[Column[TouchedRow], ...] = (
    Column(N_("Who or what"), lambda row: row.name, width=200, stretch=True, bold=True),
    Column(N_("What changes"), lambda row: _(TOUCHED[row.field]), width=170,
           meaning=lambda row: "muted" if row.field == "stays" else ""),
    Column(N_("Before"), lambda row: touched_words(row.before) if row.field != "stays" else "", width=200, stretch=True,
           secondary=True),
    Column(N_("From then on"), _after, width=200, stretch=True),
)  # fmt: skip

TERM_COLUMNS: tuple[Column[TermRow], ...] = (
    Column(N_("Office"), lambda row: row.office, width=170, bold=True),
    Column(N_("Term"), lambda row: term_words(row.start, row.end), width=320, stretch=True),
)

CHARGE_COLUMNS: tuple[Column[ChargeRow], ...] = (
    Column(N_("Household"), lambda row: row.name, width=180, stretch=True, bold=True),
    Column(N_("Block"), lambda row: row.area, width=80, secondary=True),
    Column(N_("House"), lambda row: row.house_number, width=64, secondary=True),
    Column(N_("Owed"), lambda row: _("exempt") if row.exempt else figures(row.amount), width=100, right=True),
    Column(N_("Paid"), lambda row: figures(row.paid) if row.paid else "", width=100, right=True),
    Column(N_("Left"), lambda row: figures(row.owed) if row.owed else "", width=100, right=True,
           meaning=lambda row: "" if row.owed else "muted"),
    Column(N_("Receipt"), lambda row: "、".join(row.receipts), width=150, secondary=True),
)  # fmt: skip

RATE_COLUMNS: tuple[Column[RateRow], ...] = (
    Column(N_("Kind of household"), lambda row: row.kind or _("usual household"), width=180, stretch=True, bold=True),
    Column(N_("Amount (yen)"), lambda row: figures(row.amount), width=120, right=True),
    Column(N_("For how long"), lambda row: _("for {months} months").format(months=row.months), width=120),
    Column(N_("Households"), lambda row: str(row.households), width=110, right=True, secondary=True),
)

ARREARS_COLUMNS: tuple[Column[ArrearsRow], ...] = (
    Column(N_("Household"), lambda row: row.charge.name, width=180, stretch=True, bold=True),
    Column(N_("Block"), lambda row: row.charge.area, width=80, secondary=True),
    Column(N_("Collection"), lambda row: row.charge.title, width=130),
    Column(N_("Left"), lambda row: figures(row.charge.owed), width=110, right=True),
    Column(N_("Collected until"), lambda row: era.wareki(row.due), width=160, secondary=True),
)

AREA_COLUMNS: tuple[Column[AreaRow], ...] = (
    Column(N_("Block"), lambda row: "　" * row.depth + row.name, width=200, stretch=True, bold=True),
    Column(N_("Stands in the district"), lambda row: row.parent, width=150, secondary=True),
    Column(N_("Households"), lambda row: str(row.households), width=90, right=True),
)
