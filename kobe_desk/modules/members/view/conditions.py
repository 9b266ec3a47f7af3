"""条件: the filter as a sentence whose parts can be taken out, and the choices that add to it."""

from __future__ import annotations  # the choices need not be there when the list is painted

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, n_
from kobe_desk.modules.members.table import STATES
from kobe_desk.modules.members.usecases import PeopleFilter
from kobe_desk.ui.button import link
from kobe_desk.ui.chip import FilterChip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.text import Label

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases import AreaRow
    from kobe_desk.modules.members.view.choices import Choices


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
        self._choices: Choices | None = None
        self._column = Column(gap="tight")
        self._column.addLayout(self._sentence)
        self.setLayout(self._column)
        self.show_filter(self._which, 0)

    def show_areas(self, rows: Sequence[AreaRow]) -> None:
        """The 班 that can be chosen."""
        self._areas = {row.id: row.name for row in rows}
        if self._choices is not None:
            self._choices.offer_areas(self._areas)

    def show_own(self, tags: Mapping[UUID, str], values: Mapping[tuple[UUID, str], str]) -> None:
        """The tags, and what the association's own fields say, in words, that can be chosen."""
        self._tags, self._own = dict(tags.items()), dict(values.items())
        if self._choices is not None:
            self._choices.offer_own(self._tags, self._own)
        self._say()

    def show_filter(self, which: PeopleFilter, count: int) -> None:
        """Say the filter and how many people it finds."""
        fresh = which != self._which or not self.chips
        self._which = which
        if fresh:
            self._say()
        self._count.setText(n_("{count} person", "{count} people", count).format(count=f"{count:,}"))
        if self._choices is not None:
            self._choices.show_filter(which)

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

    @property
    def choices(self) -> Choices:
        """What adds a condition: made when it is first asked for, and folded away until then."""
        if self._choices is None:
            from kobe_desk.modules.members.view.choices import Choices

            self._choices = choices = Choices()
            choices.hide()
            choices.offer_areas(self._areas)
            choices.offer_own(self._tags, self._own)
            choices.show_filter(self._which)
            choices.chosen.connect(self.chosen)
            self._column.add(choices)
        return self._choices

    def _unfold(self) -> None:
        folded = self.choices.isHidden()
        self.choices.setVisible(folded)
        self.more.say(_("Fold the conditions") if folded else _("Add a condition"), "minus" if folded else "plus")
        if folded:
            self.choices.area.setFocus()
