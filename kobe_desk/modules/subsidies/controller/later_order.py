"""What the papers of a later stage are made of, asked of the desk one after the other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.modules.association.usecases import Profile, bank_account, offices, profile
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.members.usecases.event_photos import photo_sheet
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.usecases import GrantRow, StageRow
from kobe_desk.modules.subsidies.usecases.asking import REPORT
from kobe_desk.modules.subsidies.usecases.assets import AssetRow
from kobe_desk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Written:
    """A stage whose papers are wanted: the grant, the stage, and what is written there."""

    grant: GrantRow
    row: StageRow
    values: dict[str, Any]
    asset: AssetRow | None = None
    """The thing a disposal is about."""

    @property
    def key(self) -> UUID:
        return self.grant.application.id


class Ordering(QObject):
    """A child of the controller that wants the order."""

    def __init__(self, parent: QObject, desk: Desk, written: Written) -> None:
        super().__init__(parent)
        self._desk, self._written = desk, written

    def order(self, then: Callable[[exchange.LaterOrder], object]) -> None:
        """Everything the papers of the stage are made of today."""
        self._then, today = then, clock.today()

        def officers_known(house: Profile | None, officers: Any) -> None:
            self._desk.ask(offices, then=partial(self._look_for_photos, today, house or Profile(""), officers))

        self._desk.ask(
            profile, then=lambda house: self._desk.ask(officers_on, today, then=partial(officers_known, house))
        )

    def _look_for_photos(self, today: date, house: Profile, officers: Any, named: Any) -> None:
        written = self._written
        stage, event = written.row.stage.id, written.grant.event
        order = exchange.LaterOrder(written.grant, written.row, written.values, house, officers, named, today,
                                    asset=written.asset)  # fmt: skip
        if stage == REPORT and event is not None:
            self._desk.ask(
                photo_sheet, event.id, then=lambda sheet: self._look_for_copies(replace(order, photos=sheet))
            )
        elif stage == REPORT:
            self._look_for_copies(order)
        else:
            self._look_for_forms(order)

    def _look_for_copies(self, order: exchange.LaterOrder) -> None:
        self._desk.ask(
            usecases.receipt_copies, self._written.key,
            then=lambda copies: self._look_for_forms(replace(order, copies=copies)),
        )  # fmt: skip

    def _look_for_forms(self, order: exchange.LaterOrder) -> None:
        self._desk.ask(
            usecases.later_forms_in_use, self._written.key, order.stage,
            then=lambda forms: self._look_for_enclosures(replace(order, overlaid=forms)),
        )  # fmt: skip

    def _look_for_enclosures(self, order: exchange.LaterOrder) -> None:
        self._desk.ask(
            usecases.later_files, self._written.key, self._written.row.occasion,
            then=lambda files: self._look_for_account(replace(order, enclosed=files)),
        )  # fmt: skip

    def _look_for_account(self, order: exchange.LaterOrder) -> None:
        self._desk.ask(bank_account, then=lambda bank: self._then(replace(order, bank=bank)))
