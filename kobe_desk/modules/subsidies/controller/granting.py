"""Opens what came after an application one level down: the grant, its papers, the register, the office's own forms."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.controller.assets import AssetController, AssetPaperController, AssetsController
from kobe_desk.modules.subsidies.controller.circulating import AwayController
from kobe_desk.modules.subsidies.controller.comparing import LaterListingController
from kobe_desk.modules.subsidies.controller.enclosing_later import LaterEnclosuresController
from kobe_desk.modules.subsidies.controller.grant import GrantController
from kobe_desk.modules.subsidies.controller.headings import HeadingsController
from kobe_desk.modules.subsidies.controller.helping.opening import HelpingPages
from kobe_desk.modules.subsidies.controller.keys import KeyController, term_end
from kobe_desk.modules.subsidies.controller.later import LaterPapersController
from kobe_desk.modules.subsidies.controller.later_order import Written
from kobe_desk.modules.subsidies.controller.overlay import LayoutController, OwnFormsController
from kobe_desk.modules.subsidies.rules.life import DISPOSAL
from kobe_desk.modules.subsidies.usecases import SigningRow
from kobe_desk.modules.subsidies.view import (
    AssetPage,
    AssetPaperPage,
    AssetsPage,
    FormTrialPage,
    GrantPage,
    HeadingsPage,
    KeptPaperPage,
    KeyPage,
    LaterEnclosuresPage,
    LaterPapersPage,
    LayoutPage,
    ListingPage,
    OwnFormsPage,
)
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack


class GrantPages(QObject):
    """A child of the stack."""

    def __init__(self, desk: Desk, stack: PageStack, helping: HelpingPages) -> None:
        super().__init__(stack)
        self._desk, self._stack, self._helping = desk, stack, helping

    def open_grant(self, key: UUID) -> None:
        """What came after an application was handed in."""
        page = GrantPage()
        self._stack.open(page)
        controller = GrantController(self._desk, page, key)
        controller.papers_wanted.connect(self._open_later)
        controller.enclosures_wanted.connect(self._open_enclosures)
        controller.list_wanted.connect(self._list_later)
        controller.forms_wanted.connect(partial(self.forms, key))
        controller.headings_wanted.connect(lambda: self.open_headings(key, _("To the grant")))
        controller.kept_paper_wanted.connect(lambda title, pdf: self._stack.open(KeptPaperPage(title, pdf)))
        controller.jump_wanted.connect(self._stack.jump_wanted)

    def open_headings(self, key: UUID | None, back: str) -> None:
        """Where the accounts of the cash book go in the programme of an application, or in the newest one."""
        page = HeadingsPage(back)
        self._stack.open(page)
        HeadingsController(self._desk, page, key)

    def _open_later(self, written: Written, back: str = "") -> None:
        page = LaterPapersPage(back)
        LaterPapersController(self._desk, page, written).key_wanted.connect(self.open_key)
        self._stack.open(page)
        away = AwayController(self._desk, self._stack, page, (written.key,), written.row.occasion)
        away.slip_made.connect(self._helping.show_signing_slip)

    def _list_later(self, written: Written) -> None:
        page = ListingPage(_("To the grant"))
        LaterListingController(self._desk, page, written)
        self._stack.open(page)

    def _open_enclosures(self, written: Written) -> None:
        page = LaterEnclosuresPage(written.row.stage.title)
        LaterEnclosuresController(self._desk, page, written)
        self._stack.open(page)

    def open_assets(self) -> None:
        """The register of things bought with grants."""
        page = AssetsPage()
        self._stack.open(page)
        AssetsController(self._desk, page)
        page.asset_wanted.connect(self.open_asset)
        page.print_wanted.connect(self._print_assets)

    def open_asset(self, key: UUID | None) -> None:
        page = AssetPage()
        self._stack.open(page)
        controller = AssetController(self._desk, page, key)
        controller.gone.connect(partial(self._stack.leave, page))
        controller.papers_wanted.connect(partial(self._open_later, back=_("To the thing in the register")))
        controller.forms_wanted.connect(partial(self.forms, stage=DISPOSAL.id))

    def _print_assets(self) -> None:
        page = AssetPaperPage()
        AssetPaperController(self._desk, page)
        self._stack.open(page)

    def open_key(self, row: SigningRow) -> None:
        if row.turn is not None:
            page = KeyPage(row.turn, term_end(row), has_root=row.has_root)
            KeyController(self._desk, page, row).made.connect(partial(self._stack.leave, page))
            self._stack.open(page)

    def forms(self, key: UUID, stage: str = "") -> None:
        page = OwnFormsPage(_("To the grant") if stage else "")
        OwnFormsController(self._desk, page, key, stage).layout_wanted.connect(partial(self.lay, key))
        self._stack.open(page)

    def lay(self, key: UUID, form: str) -> None:
        page = LayoutPage()
        LayoutController(self._desk, page, key, form).tried.connect(self._show_trial)
        self._stack.open(page)

    def _show_trial(self, title: str, pdf: bytes) -> None:
        self._stack.open(FormTrialPage(title, pdf))
