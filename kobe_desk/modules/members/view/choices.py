"""The drop-downs and the day below the conditions, made when somebody adds a condition."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.members.table import STATES
from kobe_desk.modules.members.usecases import PeopleFilter
from kobe_desk.ui.field import DateField, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, FoldingRow, Panel, Row
from kobe_desk.ui.text import Label

UNPLACED = "unplaced"
OFFICERS, HEADS = "officers", "heads"
AGES = (18, 60, 65, 70, 75, 77, 80, 85, 88, 90, 95, 100)
"""From so many years on: lists are made from 65, 70 or 75, and 77, 88 and 90 are congratulated."""


class Choices(Panel):
    """What can be added to a filter. `chosen` tells the filter with it."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(box="quiet")
        self._which = PeopleFilter()
        self.area, self.state, self.other = Select(width=120), Select(width=120), Select(width=120)
        self.age, self.dues = Select(width=120), Select(width=120)
        self.tag, self.own = Select(width=120), Select(width=120)
        self.day = DateField()
        self._offer()
        row = Flow(gap="group")
        self._pairs: dict[Select, QWidget] = {}
        acts: tuple[tuple[str, Select, Callable[[], None]], ...] = (
            (_("Block"), self.area, self._choose_area),
            (_("Membership"), self.state, self._choose_state),
            (_("Who"), self.other, self._choose_other),
            (_("Age"), self.age, self._choose_age),
            (_("Dues"), self.dues, self._choose_dues),
            (_("Tag"), self.tag, self._choose_tag),
            (_("Own field"), self.own, self._choose_own),
        )
        for words, select, act in acts:
            caption = Label(words)
            caption.setBuddy(select)
            select.setAccessibleName(words)
            select.edited.connect(act)
            pair = QWidget()
            pair.setLayout(Row(caption, select, gap="item"))
            row.add(pair)
            self._pairs[select] = pair
        for select in (self.tag, self.own):  # shown once the association has such
            self._pairs[select].hide()
        row.add(self._day_pair())
        outer = Column(gap=0, around=(14, 8, 14, 8))
        outer.addLayout(row)
        self.setLayout(outer)

    def offer_areas(self, areas: Mapping[UUID, str]) -> None:
        """The 班 that can be chosen."""
        self.area.offer([(None, _("all")), *areas.items(), (UNPLACED, _("in no block"))])
        self._mark_area()

    def offer_own(self, tags: Mapping[UUID | None, str], values: Mapping[tuple[UUID, str] | None, str]) -> None:
        """The tags, and what the association's own fields say, that can be chosen."""
        self.tag.offer([(None, _("all")), *tags.items()])
        self.own.offer([(None, _("all")), *values.items()])
        self._pairs[self.tag].setVisible(bool(tags))
        self._pairs[self.own].setVisible(bool(values))
        self._mark_own()

    def show_filter(self, which: PeopleFilter) -> None:
        """The drop-downs say what the sentence says."""
        self._which = which
        self._mark_area()
        self.state.set_value(which.state)
        kinds = (
            (which.officers, OFFICERS),
            (which.heads, HEADS),
        )
        self.other.set_value(next((kind for is_on, kind in kinds if is_on), ""))
        self.age.set_value(which.age_from)
        self.dues.set_value(which.owing)
        self._mark_own()
        if which.on != self._day():
            self.day.set_value(which.on)

    def _mark_area(self) -> None:
        self.area.set_value(UNPLACED if self._which.unplaced else self._which.area_id)

    def _mark_own(self) -> None:
        self.tag.set_value(self._which.tag_id)
        self.own.set_value(self._which.own)

    def _offer(self) -> None:
        self.state.offer([("", _("all")), *((state, _(words)) for state, words in STATES.items())])
        kinds = [(OFFICERS, _("Officers")), (HEADS, _("Heads of households"))]
        self.other.offer([("", _("all")), *kinds])
        self.age.offer([(None, _("all")), *((age, _("{age} and older").format(age=age)) for age in AGES)])
        self.dues.offer([(False, _("all")), (True, _("dues unpaid"))])

    def _day_pair(self) -> QWidget:
        """「…現在」: the roster as it was, or will be, on a day; empty for today."""
        caption = Label(_("As of"))
        for word, part in self.day.parts():
            part.setAccessibleName(_("As of: {part}").format(part=word))
        self.day.edited.connect(self._choose_day)
        pair = QWidget()
        pair.setLayout(FoldingRow(caption, self.day, gap="item"))
        return pair

    def _day(self) -> date | None:
        """The day written, once it is whole; what is half written is none yet."""
        try:
            return self.day.value()
        except UserError:
            return self._which.on

    def _choose_day(self) -> None:
        if (day := self._day()) != self._which.on:
            self.chosen.emit(replace(self._which, on=day))

    def _choose_area(self) -> None:
        value = self.area.value()
        area = value if isinstance(value, UUID) else None
        self.chosen.emit(replace(self._which, area_id=area, unplaced=value == UNPLACED))

    def _choose_tag(self) -> None:
        self.chosen.emit(replace(self._which, tag_id=self.tag.value()))

    def _choose_own(self) -> None:
        value = self.own.value()
        self.chosen.emit(replace(self._which, own=tuple(value) if value is not None else None))

    def _choose_state(self) -> None:
        self.chosen.emit(replace(self._which, state=self.state.value()))

    def _choose_other(self) -> None:
        kind = self.other.value()
        self.chosen.emit(replace(self._which, officers=kind == OFFICERS, heads=kind == HEADS))

    def _choose_age(self) -> None:
        self.chosen.emit(replace(self._which, age_from=self.age.value()))

    def _choose_dues(self) -> None:
        self.chosen.emit(replace(self._which, owing=bool(self.dues.value())))
