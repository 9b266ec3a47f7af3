"""The grants of a year at the desk: looked at, printed, written for Excel."""

from pathlib import Path

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.subsidies.exchange.register import House, overview_paper, write_overview
from kobe_desk.modules.subsidies.usecases.overview import YearOverview, year_overview
from kobe_desk.modules.subsidies.view.overview import OverviewPage, OverviewPaperPage
from kobe_desk.ui.desk import Desk

TABLES = {"application", "answer", "grant_step", "submission"}


class OverviewController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: OverviewPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.found: YearOverview | None = None
        page.year_wanted.connect(self._ask)
        page.save_wanted.connect(self._save)
        desk.changed.connect(self._on_changed)
        self._ask(None)

    def _ask(self, year: int | None) -> None:
        self._desk.ask(year_overview, year, then=self._show)

    def _show(self, found: YearOverview) -> None:
        self.found = found
        self._page.show_year(found)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask(self.found.year if self.found else None)

    def _save(self, target: Path) -> None:
        self._desk.run(write_overview, self.found, target, then=self._saved, refused=self._refused)

    def _saved(self, target: Path) -> None:
        self._page.say(_("{name} was written.").format(name=target.name), "ok")

    def _refused(self, error: UserError) -> None:
        self._page.say(error.message())


class OverviewPaperController(QObject):
    """The overview on paper: a child of its page."""

    def __init__(self, desk: Desk, page: OverviewPaperPage, found: YearOverview) -> None:
        super().__init__(page)
        self._desk, self._page, self._found = desk, page, found
        desk.ask(profile, then=self._make)

    def _make(self, house: Profile | None) -> None:
        whose = House(house.name, clock.today(), house.sample) if house else House("", clock.today())
        self._desk.run(overview_paper, self._found, whose, then=self._show, refused=self._page.show_refusal,
                       text=_("Making the papers"))  # fmt: skip

    def _show(self, pdf: bytes) -> None:
        self._page.show_papers([(_("Subsidies of a year"), pdf)])
