"""条件: the filter as a sentence whose parts can be taken out, and the choices that add to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, n_
from kobe_desk.modules.members.table import STATES
from kobe_desk.modules.members.usecases import AreaRow, PeopleFilter
from kobe_desk.ui.button import link
from kobe_desk.ui.chip import FilterChip
from kobe_desk.ui.field import DateField, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, FoldingRow, Panel, Row
from kobe_desk.ui.text import Label

UNPLACED = "unplaced"
OFFICERS, HEADS, ELDERLY, OWING = "officers", "heads", "elderly", "owing"
AGE = 70


class Conditions(QWidget):
    """「条件 [3班 ×] の人は 12人 います」. `chosen` tells the filter as it now reads."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._which = PeopleFilter()
        self._areas: dict[UUID, str] = {}
        self._tags: dict[UUID | None, str] = {}
        self._own: dict[tuple[UUID, str] | None, str] = {}
        self._heading = Label(_("Conditions"), bold=True)
        self._before, self._count, self._after = Label(""), Label("", bold=True), Label("")
        self.more = link(_("Add a condition"), "plus")
        self.more.clicked.connect(self._unfold)
        self.clear = link(_("Take all off"), name=_("Take all conditions off"))
        self.clear.clicked.connect(lambda: self.chosen.emit(PeopleFilter(words=self._which.words)))
        self.chips: list[FilterChip] = []
        self._sentence = Flow(lines="hair")
        self.columns = link(_("Columns"), "sliders-horizontal", name=_("Choose the columns of the list"))
        self._parts = (self._heading, self._before, self._count, self._after, self.more, self.clear, self.columns)
        self.area, self.state, self.other = Select(width=120), Select(width=120), Select(width=120)
        self.tag, self.own = Select(width=120), Select(width=120)
        self.day = DateField()
        self._choices = self._panel()
        self._choices.hide()
        column = Column(gap="tight")
        column.addLayout(self._sentence)
        column.add(self._choices)
        self.setLayout(column)
        self.show_areas(())
        self.show_filter(self._which, 0)

    def show_areas(self, rows: Sequence[AreaRow]) -> None:
        """The 班 that can be chosen."""
        self._areas = {row.id: row.name for row in rows}
        anywhere = [(None, _("all")), *self._areas.items(), (UNPLACED, _("in no block"))]
        self.area.offer(anywhere)
        self._mark()

    def show_own(self, tags: Mapping[UUID, str], values: Mapping[tuple[UUID, str], str]) -> None:
        """The tags, and what the association's own fields say, in words, that can be chosen."""
        self._tags, self._own = dict(tags.items()), dict(values.items())
        self.tag.offer([(None, _("all")), *tags.items()])
        self.own.offer([(None, _("all")), *values.items()])
        self._pairs[self.tag].setVisible(bool(tags))
        self._pairs[self.own].setVisible(bool(values))
        self._say()
        self._mark()

    def show_filter(self, which: PeopleFilter, count: int) -> None:
        """Say the filter and how many people it finds."""
        fresh = which != self._which or not self.chips
        self._which = which
        if fresh:
            self._say()
        self._count.setText(n_("{count} person", "{count} people", count).format(count=f"{count:,}"))
        self._mark()

    def _say(self) -> None:
        focused = any(chip.hasFocus() for chip in self.chips)
        conditions = list(self._conditions(self._which))
        while self._sentence.takeAt(0) is not None:
            pass
        for chip in self.chips:
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        self.chips = [self._chip(words, without) for words, without in conditions]
        shown = bool(self.chips)
        self._before.setText(_("people who fit:") if shown else _("on the roster:"))
        self._after.setText(_("are found"))
        self._sentence.add(self._heading, *self.chips, *self._parts[1:])
        for part in (self._heading, self.clear):
            part.setVisible(shown)
        if focused:
            (self.chips[0] if self.chips else self.more).setFocus()

    def _chip(self, words: str, without: PeopleFilter) -> FilterChip:
        chip = FilterChip(words)
        chip.clicked.connect(lambda: self.chosen.emit(without))
        return chip

    def sentence(self, which: PeopleFilter) -> str:
        """The conditions of a filter as one text: 「3班・70歳以上」."""
        found = [words for words, _without in self._conditions(which)]
        search = [_("“{words}”").format(words=which.words)] if which.words else []
        return "・".join((*search, *found)) or _("all of the roster")

    def _conditions(self, which: PeopleFilter) -> Sequence[tuple[str, PeopleFilter]]:
        """Each condition in words, and the filter without it."""
        said: tuple[tuple[bool, str, dict[str, Any]], ...] = (
            (bool(which.row), _("{row} row").format(row=which.row), {"row": ""}),
            (which.area_id is not None, self._area_name(which.area_id), {"area_id": None}),
            (which.unplaced, _("in no block"), {"unplaced": False}),
            (bool(which.state), _(STATES.get(which.state, "…")), {"state": ""}),
            (which.officers, _("Officers"), {"officers": False}),
            (which.heads, _("Heads of households"), {"heads": False}),
            (which.age_from is not None, _("{age} and older").format(age=which.age_from), {"age_from": None}),
            (which.owing, _("dues unpaid"), {"owing": False}),
            (
                which.tag_id is not None,
                _("tag {name}").format(name=self._tags.get(which.tag_id, "…")),
                {"tag_id": None},
            ),
            (which.own is not None, self._own.get(which.own, "…"), {"own": None}),
            (bool(which.chosen), _("{count} people picked").format(count=f"{len(which.chosen):,}"), {"chosen": ()}),
            (which.on is not None, _("as of {day}").format(day=era.wareki(which.on) if which.on else ""), {"on": None}),
        )
        return [(words, replace(which, **without)) for holds, words, without in said if holds]

    def _area_name(self, key: UUID | None) -> str:
        return self._areas.get(key, "…") if key is not None else ""

    # the choices

    def _panel(self) -> Panel:
        self.state.offer([("", _("all")), *((state, _(words)) for state, words in STATES.items())])
        elderly = _("{age} and older").format(age=AGE)
        kinds = [
            (OFFICERS, _("Officers")),
            (HEADS, _("Heads of households")),
            (ELDERLY, elderly),
            (OWING, _("dues unpaid")),
        ]
        self.other.offer([("", _("all")), *kinds])
        row = Flow(gap="group")
        self._pairs: dict[Select, QWidget] = {}
        acts: tuple[tuple[str, Select, Callable[[], None]], ...] = (
            (_("Block"), self.area, self._choose_area),
            (_("Membership"), self.state, self._choose_state),
            (_("Who"), self.other, self._choose_other),
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
        return Panel(outer, box="quiet")

    def _day_pair(self) -> QWidget:
        """「…現在」: the roster as it was, or will be, on a day; empty for today."""
        caption = Label(_("As of"))
        for word, part in self.day.parts():
            part.setAccessibleName(_("As of: {part}").format(part=word))
        self.day.edited.connect(self._choose_day)
        pair = QWidget()
        pair.setLayout(FoldingRow(caption, self.day, gap="item"))
        return pair

    def _unfold(self) -> None:
        folded = self._choices.isHidden()
        self._choices.setVisible(folded)
        self.more.say(_("Fold the conditions") if folded else _("Add a condition"), "minus" if folded else "plus")
        if folded:
            self.area.setFocus()

    def _mark(self) -> None:
        """The drop-downs say what the sentence says."""
        which = self._which
        self.area.set_value(UNPLACED if which.unplaced else which.area_id)
        self.state.set_value(which.state)
        kinds = (
            (which.officers, OFFICERS),
            (which.heads, HEADS),
            (which.age_from is not None, ELDERLY),
            (which.owing, OWING),
        )
        self.other.set_value(next((kind for is_on, kind in kinds if is_on), ""))
        self.tag.set_value(which.tag_id)
        self.own.set_value(which.own)
        if which.on != self._day():
            self.day.set_value(which.on)

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
        age = AGE if kind == ELDERLY else None
        officers, heads, owing = (kind == each for each in (OFFICERS, HEADS, OWING))
        self.chosen.emit(replace(self._which, officers=officers, heads=heads, age_from=age, owing=owing))
