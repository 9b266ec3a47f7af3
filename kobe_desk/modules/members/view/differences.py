"""What a file says otherwise than the roster: each fact before and after, in a table of its own."""

from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import SEXES
from kobe_desk.modules.members.usecases import last_day
from kobe_desk.modules.members.usecases.importing.items import Difference
from kobe_desk.ui.table import Column

ITEMS = {
    "number": N_("Member number"),
    "name": N_("Full name"),
    "kana": N_("Reading"),
    "birth": N_("Birth date"),
    "birth_part": N_("Birth date"),
    "sex": N_("Sex"),
    "relation": N_("Relation to the head"),
    "phone": N_("Telephone"),
    "mobile": N_("Mobile phone"),
    "mail": N_("Mail"),
    "notes": N_("Notes"),
    "joined": N_("Joined on"),
    "until": N_("Last day as a member"),
    "home_number": N_("Household number"),
    "area": N_("Block"),
    "house": N_("House"),
    "postal": N_("Postal code"),
    "address": N_("Address"),
    "building": N_("Building"),
}


def said(row: Difference, value: object) -> str:
    """A value as people read it."""
    if isinstance(value, date):
        return era.wareki(last_day(value) or value if row.field == "until" else value)
    if row.field == "sex":
        return _(dict(SEXES).get(str(value or ""), "")) if value else ""
    return str(value or "").replace("\n", "⏎")


def sentence(row: Difference) -> str:
    """The whole of a line of the table."""
    words = _("{name}, {item}: {before} → {after}")
    before, after = (said(row, value) or _("(empty)") for value in (row.before, row.after))
    return words.format(name=row.name, item=_(ITEMS.get(row.field, row.field)), before=before, after=after)


COLUMNS: tuple[Column[Difference], ...] = (
    Column(N_("Line"), lambda row: _("line {line}").format(line=row.line), width=88),
    Column(N_("Full name"), lambda row: row.name, width=150, bold=True),
    Column(N_("Item"), lambda row: _(ITEMS.get(row.field, row.field)), width=130),
    Column(N_("Before"), lambda row: said(row, row.before), width=220, stretch=True, secondary=True),
    Column(N_("From then on"), lambda row: said(row, row.after), width=220, stretch=True),
)
