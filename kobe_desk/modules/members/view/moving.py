"""異動: what happens to a household from a day on, with everybody it touches shown before it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import TOUCHED_COLUMNS
from kobe_desk.modules.members.usecases import (
    AddressRequest,
    DeathRequest,
    HeadRequest,
    HouseholdCard,
    HouseholdRequest,
    MoveOutRequest,
    Scope,
    SplitRequest,
    TouchedRow,
)
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, Choice, DateField, FormField, Need, Option, PostalField, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

OPTIONAL = Need.OPTIONAL
OUT, DEATH, SPLIT, HEAD, ADDRESS = "out", "death", "split", "head", "address"


class People(QWidget):
    """Some of a few people: a box to tick for each. The value is the keys of those ticked."""

    edited = Signal()

    def __init__(self, people: Sequence[tuple[UUID, str]]) -> None:
        super().__init__()
        self._boxes = [(key, CheckBox(name)) for key, name in people]
        self.setLayout(Column(*(box for _key, box in self._boxes), gap="hair"))
        for _key, box in self._boxes:
            box.edited.connect(self.edited)

    def value(self) -> tuple[UUID, ...]:
        return tuple(key for key, box in self._boxes if box.isChecked())

    def set_value(self, value: Sequence[UUID] | None) -> None:
        for key, box in self._boxes:
            box.setChecked(key in (value or ()))

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((box.text(), box) for _key, box in self._boxes)


@dataclass(frozen=True, slots=True)
class _Act:
    """One kind of 異動: its name, icon, what it says of itself, its fields, and the request they make."""

    kind: str
    title: str
    icon: str
    text: str
    fields: Callable[["MovingPage"], dict[str, FormField]]
    request: Callable[["MovingPage", dict[str, Any]], Any]


class MovingPage(Page):
    """The kinds at the left, the questions of one, and below them who is touched."""

    help_page = "members-moving"
    looked = Signal(str, object)
    """The kind and its request: to be shown before it is written."""
    requested = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("Moves"), back=_("To the household"))
        self.card: HouseholdCard | None = None
        self._act = ACTS[0]
        self.form = Form({})
        self._text = Paragraph(ink="muted")
        self._ask = Column(gap="group")
        self.look = secondary(_("Look who is touched"), "eye")
        self.look.clicked.connect(lambda: self._read(self.looked))
        self.model: TableModel[TouchedRow] = TableModel(TOUCHED_COLUMNS, key=lambda row: (row.id, row.field, row.name))
        self.table = Table(self.model, _("Who is touched"))
        self.table.setMinimumHeight(210)
        self._shown = Card(_("Who is touched"), self.table)
        self.warning = Notice("warn")
        self.parts = SideList(width=196)
        self.parts.show_entries([(_(act.title), act.icon) for act in ACTS])
        self.parts.chosen.connect(self.show_part)
        self.set_list(self.parts)
        asked = Card("", self._text)
        asked.body.addLayout(self._ask)
        asked.body.add(self.look)
        self.add(self.warning, asked, self._shown, STRETCH)
        self.leave = secondary(_("Leave it"))
        self.leave.clicked.connect(self.back_requested)
        self.write = primary(_("Write it down like this"), "save")
        self.write.clicked.connect(lambda: self._read(self.requested))
        self.set_footer(self.leave, STRETCH, self.write)
        self._forget()

    @property
    def people(self) -> list[tuple[UUID, str]]:
        """Who lives there now."""
        return [(each.id, each.name) for each in self.card.people if each.state == "present"] if self.card else []

    def show_card(self, card: HouseholdCard) -> None:
        """The household that this is about."""
        self.card = card
        head = next((each.name for each in card.people if each.head), "")
        self.header.say(_("Moves"), _("The household of {name}").format(name=head) if head else "")
        self.show_part(ACTS.index(self._act))

    def show_part(self, place: int) -> None:
        """Another kind: its own questions, and nothing looked at yet."""
        self._act = ACTS[place]
        self.parts.mark(place)
        self._text.say(_(self._act.text))
        self._ask.empty()
        self.form = Form(self._act.fields(self))
        self.form.edited.connect(self._forget)
        self._ask.add(self.form)
        self._forget()
        self.to_top()

    def show_touched(self, rows: Sequence[TouchedRow]) -> None:
        """What would happen, row by row."""
        self.warning.hide()
        self.model.show(rows)
        self._shown.show()
        self.write.setEnabled(True)
        self.table.setFocus()

    def show_refusal(self, error: UserError) -> None:
        self._forget()
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()
            self.to_top()

    def _forget(self) -> None:
        """What was looked at no longer holds."""
        self._shown.hide()
        self.warning.hide()
        self.write.setEnabled(False)

    def _read(self, wish: Any) -> None:
        values = self.form.read()
        if values is not None:
            wish.emit(self._act.kind, self._act.request(self, values))

    # Qt asks:

    def focus_first(self) -> None:
        self.parts.items[0].setFocus()


def _chosen(page: MovingPage, label: str) -> FormField:
    return FormField(label, People(page.people))


def _one(page: MovingPage) -> FormField:
    return FormField(_("Who"), Select([(None, _("Please choose")), *page.people], width=220))


def _next_head(page: MovingPage) -> FormField:
    support = _("Only if the head leaves and more than one person stays.")
    choice = Select([(None, _("Not needed")), *page.people], width=220)
    return FormField(_("Head from then on"), choice, OPTIONAL, support)


def _place() -> dict[str, FormField]:
    return {
        "postal_code": FormField(_("Postal code"), PostalField(), OPTIONAL),
        "address": FormField(_("Address"), TextField(420)),
        "building": FormField(_("Building and room"), TextField(320), OPTIONAL),
    }


def _out_fields(page: MovingPage) -> dict[str, FormField]:
    ends = [
        Option(True, _("The offices end on that day, too")),
        Option(False, _("The offices run on")),
    ]
    return {
        "people": _chosen(page, _("Who leaves")),
        "last": FormField(_("Last day as a member"), DateField()),
        "new_head": _next_head(page),
        "end_terms": FormField(_("If they hold an office"), Choice(ends, columns=2), OPTIONAL),
    }


def _split_fields(page: MovingPage) -> dict[str, FormField]:
    first = {
        "people": _chosen(page, _("Who makes a household of their own")),
        "day": FormField(_("First day of the new household"), DateField()),
    }
    return {**first, **_place(), "new_head": _next_head(page)}


def _address_fields(page: MovingPage) -> dict[str, FormField]:
    scopes = [
        Option(Scope.HOUSEHOLD, _("The whole household")),
        Option(Scope.PERSON, _("This person alone"), _("A household of their own is made for them.")),
    ]
    return {
        "person": _one(page),
        "scope": FormField(_("For whom"), Choice(scopes, columns=2)),
        "since": FormField(_("First day at the new address"), DateField()),
        **_place(),
        "new_head": _next_head(page),
    }


def _split(_page: MovingPage, values: dict[str, Any]) -> SplitRequest:
    home = HouseholdRequest(**{name: values[name] for name in ("postal_code", "address", "building")},
                            area_id=_page.card.home.area_id if _page.card else None)  # fmt: skip
    return SplitRequest(values["people"], values["day"], home, new_head=values["new_head"])


def _address(page: MovingPage, values: dict[str, Any]) -> AddressRequest:
    home = page.card.home if page.card else HouseholdRequest()
    return AddressRequest(**values, area_id=home.area_id, house_number=home.house_number)


ACTS = (
    _Act(OUT, N_("Moving away"), "log-out", N_("People leave the association and stay as former members."),
         _out_fields, lambda _page, values: MoveOutRequest(**values)),
    _Act(DEATH, N_("A death"), "flag", N_("Membership and offices end on that day."),
         lambda page: {"person": _one(page), "day": FormField(_("Day of death"), DateField()),
                       "new_head": _next_head(page)},
         lambda _page, values: DeathRequest(**values)),
    _Act(SPLIT, N_("Split the household"), "house", N_("Some of the household make one of their own from a day on."),
         _split_fields, _split),
    _Act(HEAD, N_("Another head"), "user", N_("Who heads the household from a day on."),
         lambda page: {"person": _one(page), "day": FormField(_("From which day"), DateField())},
         lambda page, values: HeadRequest(page.card.id if page.card else UUID(int=0), **values)),
    _Act(ADDRESS, N_("Another address"), "map-pin",
         N_("For the whole household, or for one person alone: nobody moves along unasked."),
         _address_fields, _address),
)  # fmt: skip
