"""The page 会費: four parts, and the fiscal year they show."""

from PySide6.QtCore import Signal

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.members.view.dues.collecting import CollectingPart
from kobe_desk.modules.members.view.dues.planning import PlanningPart
from kobe_desk.modules.members.view.dues.rates import ArrearsPart, RatesPart
from kobe_desk.ui.button import secondary
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList


class DuesPage(Page):
    """Dues of one fiscal year at a time."""

    help_page = "members-dues"
    year_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Dues"), back=_("To the roster"))
        self._year = 0
        self.before = secondary(_("Year before"), "chevron-left")
        self.after = secondary(_("Year after"), "chevron-right")
        self.header.add(self.before, self.after)
        self.before.clicked.connect(lambda: self.year_requested.emit(self._year - 1))
        self.after.clicked.connect(lambda: self.year_requested.emit(self._year + 1))
        self.collecting, self.planning = CollectingPart(), PlanningPart()
        self.rates, self.arrears = RatesPart(), ArrearsPart()
        parts = (
            (_("Collecting"), "hand-coins", self.collecting),
            (_("Plan a collection"), "calendar-plus", self.planning),
            (_("Rates"), "coins", self.rates),
            (_("Arrears"), "clock", self.arrears),
        )
        self.parts = SideList(width=176)
        self.parts.show_entries([(words, icon) for words, icon, _part in parts])
        self.parts.chosen.connect(self.show_part)
        self.set_list(self.parts)
        self._parts = [part for _words, _icon, part in parts]
        self.add(*self._parts, STRETCH)
        self.show_part(0)

    def show_part(self, place: int) -> None:
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)
        self.parts.mark(place)
        self.to_top()

    def show_year(self, year: int) -> None:
        self._year = year
        self.header.say(_("Dues"), FiscalYear(year).label)
        self.planning.begin(year)

    # Qt asks:

    def focus_first(self) -> None:
        self.parts.items[0].setFocus()
