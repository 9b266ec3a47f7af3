"""The page 助成 at the desk: the lists, and the pages opened from them."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.bundle import BundleController, BundlePages, ChoosingController
from kobe_desk.modules.subsidies.controller.circulating import AwayController, OpenSigningController
from kobe_desk.modules.subsidies.controller.comparing import (
    CompareController,
    ListingController,
)
from kobe_desk.modules.subsidies.controller.finder import FinderController
from kobe_desk.modules.subsidies.controller.granting import GrantPages
from kobe_desk.modules.subsidies.controller.helping.opening import HelpingPages
from kobe_desk.modules.subsidies.controller.overview import OverviewController, OverviewPaperController
from kobe_desk.modules.subsidies.controller.papers import PapersController
from kobe_desk.modules.subsidies.controller.programmes import ProgrammePages
from kobe_desk.modules.subsidies.controller.proving import Proving
from kobe_desk.modules.subsidies.controller.trial import TrialController
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.usecases import ApplicationLine, OfferRow
from kobe_desk.modules.subsidies.usecases.overview import YearLine
from kobe_desk.modules.subsidies.view import (
    ApplicationPage,
    BundlePage,
    ChoosingPage,
    ComparePage,
    FinderPage,
    ListingPage,
    OverviewPage,
    OverviewPaperPage,
    PapersPage,
    SubsidiesPage,
    TrialPage,
)
from kobe_desk.modules.subsidies.view.circulating import OpenSigningPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

TABLES = {"application", "answer", "bundle", "bundle_member", "grant_step", "own_programme", "submission"}


GRANT = "grant:"
"""Before a record of 今日 that means what came after an application."""
ASSET = "asset:"
"""Before a record of 今日 that means a thing in the register."""
HEADINGS = "headings:"
"""Before a record that means where the accounts of the cash book go."""


class SubsidiesController(QObject):
    """Opens applications, papers and this year's copies one level down."""

    def __init__(self, desk: Desk, page: SubsidiesPage, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._page, self._stack = desk, page, stack
        self.helping = HelpingPages(desk, stack)
        self.bundled = BundlePages(desk, stack, self.helping)
        self.granted = GrantPages(desk, stack, self.helping)
        self.bundled.layout_wanted.connect(self.granted.lay)
        page.helpers_wanted.connect(self.helping.open_helpers)
        page.application_opened.connect(self.open_application)
        page.begin_wanted.connect(self._begin)
        self._proving, self._proves_all = Proving(desk, self), False
        self._proving.known.connect(self._proven)
        self._programmes = ProgrammePages(desk, stack, self._say)
        self._programmes.begin_wanted.connect(self._begin)
        page.copy_wanted.connect(self._programmes.copy)
        page.take_wanted.connect(self._programmes.take)
        page.examples_wanted.connect(self._programmes.examples)
        page.finder_wanted.connect(self._find)
        page.grant_opened.connect(self.granted.open_grant)
        page.assets_wanted.connect(self.granted.open_assets)
        page.signing_wanted.connect(self.open_signing)
        page.overview_wanted.connect(self._open_overview)
        page.together_wanted.connect(self._choose)
        page.bundle_opened.connect(self.open_bundle)
        page.bundle_removal_wanted.connect(lambda key: desk.do(usecases.remove_bundle, key, refused=self._say))
        page.removal_wanted.connect(lambda key: desk.do(usecases.remove_application, key, refused=self._say))
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.applications, then=self._show_begun)
        self._desk.ask(usecases.offers, then=self._show_offers)

    def _show_offers(self, rows: tuple[OfferRow, ...]) -> None:
        """What can be applied for; papers of examples that nobody has looked at are made meanwhile."""
        self._page.show_offers(rows)
        if not self._proves_all and not all(each.tried for each in rows):
            self._proves_all = True
            self._proving.prove()

    def _proven(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            self._desk.do(usecases.begin_application, key, then=self.open_application, refused=self._say)
        if not keys:
            self._proves_all = False
            self._desk.ask(usecases.offers, then=self._show_offers)

    def _show_begun(self, lines: tuple[ApplicationLine, ...]) -> None:
        self._desk.ask(usecases.bundles, then=lambda bundles: self._page.show_applications(lines, bundles))

    def open_record(self, record: str) -> None:
        """Go on with an application named from 今日, with the bundle it is in, or with what came after it."""
        if record.startswith(GRANT):
            self.granted.open_grant(UUID(record.removeprefix(GRANT)))
            return
        if record.startswith(ASSET):
            self.granted.open_assets()
            self.granted.open_asset(UUID(record.removeprefix(ASSET)))
            return
        if record.startswith(HEADINGS):
            self.granted.open_headings(None, _("To subsidies"))
            return
        key = UUID(record)
        self._desk.ask(
            usecases.bundle_of, key, then=lambda found: self.open_bundle(found) if found else self.open_application(key)
        )

    def open_application(self, key: UUID) -> ApplicationController:
        """Go on with an application; its papers on top, once there are any."""
        page = ApplicationPage()
        self._stack.open(page)
        controller = ApplicationController(self._desk, page, key)
        controller.drafts_wanted.connect(partial(self._open_papers, key, only_look=True))
        controller.papers_wanted.connect(partial(self._open_papers, key, check=controller.check_again))
        controller.leave_wanted.connect(partial(self._stack.leave, page))
        controller.trial_wanted.connect(self._try)
        page.compare_wanted.connect(partial(controller.save_before, partial(self._compare, key)))
        controller.compare_wanted.connect(partial(self._compare, key))
        controller.newer_wanted.connect(partial(self._programmes.newer, key, controller.go_on_anew))
        page.list_wanted.connect(partial(self._list, key))
        page.help_wanted.connect(partial(controller.save_before, partial(self.helping.ask_help, key)))
        page.forms_wanted.connect(partial(self.granted.forms, key))
        controller.start()
        return controller

    def _try(self, programme: Programme, answers: Answers) -> None:
        page = TrialPage(programme.title)
        TrialController(page, programme, answers)
        self._stack.open(page)

    def _compare(self, key: UUID, table: str = "") -> None:
        page = ComparePage(at=table)
        CompareController(self._desk, page, key)
        self._stack.open(page)

    def _list(self, key: UUID) -> None:
        page = ListingPage()
        ListingController(self._desk, page, key)
        self._stack.open(page)

    def open_bundle(self, key: UUID) -> None:
        """Go on with applications that are answered together; their papers on top, once there are any."""
        page = BundlePage()
        self._stack.open(page)
        controller = BundleController(self._desk, page, key)
        controller.papers_wanted.connect(lambda keys: self._open_papers(*keys, check=controller.check_again))
        controller.leave_wanted.connect(partial(self._stack.leave, page))
        self.bundled.offer(page, controller)
        controller.start()

    def _choose(self, chosen: tuple[str, ...] = ()) -> None:
        page = ChoosingPage()
        self._stack.open(page)
        ChoosingController(self._desk, page, chosen).begun.connect(partial(self._begun_together, page))

    def _begun_together(self, page: ChoosingPage, key: UUID) -> None:
        self._stack.leave(page)
        self.open_bundle(key)

    def _open_papers(
        self, *keys: UUID, only_look: bool = False, check: Callable[[], object] | None = None
    ) -> None:  # fmt: skip
        """`check` shows the last check, where an answer still waits to be confirmed."""
        page = PapersPage()
        controller = PapersController(self._desk, page, *keys, only_look=only_look)
        controller.key_wanted.connect(self.granted.open_key)
        controller.grant_wanted.connect(lambda all_of_them: self.granted.open_grant(all_of_them[0]))
        if check is not None:
            controller.check_wanted.connect(partial(self._stack.leave, page))
            controller.check_wanted.connect(check)
        self._stack.open(page)
        if not only_look:
            away = AwayController(self._desk, self._stack, page, keys)
            away.slip_made.connect(self.helping.show_signing_slip)

    def open_signing(self) -> None:
        """A packet for signing: one to sign here, or one that comes back."""
        page = OpenSigningPage()
        self._stack.open(page)
        OpenSigningController(self._desk, self._stack, page)

    def _open_overview(self) -> None:
        page = OverviewPage()
        self._stack.open(page)
        controller = OverviewController(self._desk, page)
        page.opened.connect(self._open_line)
        page.print_wanted.connect(lambda: self._print_overview(controller))

    def _open_line(self, line: YearLine) -> None:
        if line.application is not None and line.stage:
            self.granted.open_grant(line.application)
        elif line.application is not None:
            self.open_record(str(line.application))

    def _print_overview(self, controller: OverviewController) -> None:
        if controller.found is not None:
            page = OverviewPaperPage()
            OverviewPaperController(self._desk, page, controller.found)
            self._stack.open(page)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self.refresh()

    def _say(self, error: UserError) -> None:
        self._page.say(error.message())

    def _begin(self, key: str) -> None:
        self._page.say("")
        self._proving.prove((key,))

    def _find(self) -> None:
        page = FinderPage()
        page.begin_wanted.connect(self._begin)
        page.copy_wanted.connect(self._programmes.copy)
        page.together_wanted.connect(self._choose)
        FinderController(self._desk, page)
        self._stack.open(page)
