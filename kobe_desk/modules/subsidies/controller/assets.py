"""The register of equipment at the desk: taken in, changed, looked at, disposed of, printed, written for Excel."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.subsidies.controller.later_order import Written
from kobe_desk.modules.subsidies.exchange.register import House, register_paper, write_register
from kobe_desk.modules.subsidies.usecases import assets as usecases
from kobe_desk.modules.subsidies.usecases.assets import AssetRequest, AssetRow, WantedDisposal
from kobe_desk.modules.subsidies.view.assets import AssetPage, AssetPaperPage, AssetsPage
from kobe_desk.ui.desk import Desk

TABLES = {"asset", "allocation", "entry", "application"}


class AssetsController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: AssetsPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._rows: tuple[AssetRow, ...] = ()
        page.taken_in.connect(self._take_in)
        page.save_wanted.connect(self._save)
        desk.changed.connect(self._on_changed)
        self._refresh()

    def _refresh(self) -> None:
        self._desk.ask(usecases.assets, then=self._show)
        self._desk.ask(usecases.asset_proposals, then=self._page.show_proposals)

    def _show(self, rows: tuple[AssetRow, ...]) -> None:
        self._rows = rows
        self._page.show_assets(rows)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._refresh()

    def _take_in(self, allocation: UUID) -> None:
        self._desk.do(usecases.register_allocated, allocation, then=self._taken, refused=self._refused)

    def _taken(self, key: UUID) -> None:
        self._page.table.choose(key)
        self._page.say(_("It is in the register. Open it and write down place and keeper."), "ok")

    def _save(self, target: Path) -> None:
        self._desk.run(write_register, self._rows, target, then=self._saved, refused=self._refused)

    def _saved(self, target: Path) -> None:
        self._page.say(_("{name} was written.").format(name=target.name), "ok")

    def _refused(self, error: UserError) -> None:
        self._page.say(error.message())


class AssetPaperController(QObject):
    """The register on paper: a child of its page."""

    def __init__(self, desk: Desk, page: AssetPaperPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._house = House("", clock.today())
        desk.ask(profile, then=self._know)
        desk.ask(usecases.assets, then=self._make)

    def _know(self, found: Profile | None) -> None:
        if found is not None:
            self._house = House(found.name, clock.today(), found.sample)

    def _make(self, rows: tuple[AssetRow, ...]) -> None:
        self._desk.run(register_paper, rows, self._house, then=self._show, refused=self._page.show_refusal,
                       text=_("Making the papers"))  # fmt: skip

    def _show(self, pdf: bytes) -> None:
        self._page.show_papers([(_("Register of equipment"), pdf)])


class AssetController(QObject):
    """One line; `gone` when there is nothing to show any more. A child of its page."""

    gone = Signal()
    papers_wanted = Signal(object)
    """A disposal (`Written`) whose application for approval is to be looked at."""
    forms_wanted = Signal(object)
    """The key of the grant: its application for approval may be written on the office's own form."""

    def __init__(self, desk: Desk, page: AssetPage, key: UUID | None) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        page.saved.connect(self._save)
        page.checked.connect(self._check)
        page.planned.connect(self._plan)
        page.papers_wanted.connect(self._want_papers)
        page.forms_wanted.connect(self.forms_wanted)
        page.disposed.connect(self._dispose)
        page.back_wanted.connect(self._take_back)
        page.removal_wanted.connect(self._remove)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.grant_choices, then=page.show_choices)
        self._refresh()

    def _refresh(self) -> None:
        if self._key is not None:
            self._desk.ask(usecases.asset, self._key, then=self._show)

    def _show(self, row: AssetRow | None) -> None:
        if row is None:
            self.gone.emit()
        else:
            self._page.show_asset(row)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"asset"}:
            self._refresh()

    def _do(self, verb: Callable[..., Any], *args: object, said: str) -> None:
        self._desk.do(verb, self._key, *args, then=partial(self._said, said), refused=self._page.show_refusal)

    def _said(self, words: str, _result: object) -> None:
        self._page.say(words)

    def _save(self, request: AssetRequest) -> None:
        self._desk.do(usecases.save_asset, request, self._key, then=self._kept, refused=self._page.show_refusal)

    def _kept(self, key: UUID) -> None:
        self._key = key
        self._refresh()
        self._page.say(_("It is kept in the register."))

    def _check(self, request: object) -> None:
        self._do(usecases.check_asset, request, said=_("It is noted that somebody looked."))

    def _plan(self, request: object) -> None:
        self._do(usecases.plan_disposal, request, said=_("What is to become of it is kept."))

    def _want_papers(self, request: object) -> None:
        """What is written is kept first: the paper that is signed says what stands there."""
        self._desk.do(usecases.plan_disposal, self._key, request, then=self._ask_papers,
                      refused=self._page.show_refusal)  # fmt: skip

    def _ask_papers(self, _kept: object) -> None:
        self._desk.ask(usecases.wanted_disposal, self._key, then=self._show_papers, refused=self._page.show_refusal)

    def _show_papers(self, found: WantedDisposal) -> None:
        self.papers_wanted.emit(Written(found.grant, found.row, dict(found.row.values), found.asset))

    def _dispose(self, request: object) -> None:
        self._do(usecases.dispose_asset, request, said=_("The disposal is noted. The line stays in the register."))

    def _take_back(self) -> None:
        self._do(usecases.take_disposal_back, said=_("The disposal was taken back."))

    def _remove(self) -> None:
        self._desk.do(usecases.remove_asset, self._key, refused=self._page.show_refusal)
