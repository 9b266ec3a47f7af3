"""The disposal of a thing bought with a grant (財産処分): asked for on paper, approved, and only then done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.japanese import era
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application, Asset
from kobe_desk.modules.subsidies.rules.disposal import bound, occasion_of
from kobe_desk.modules.subsidies.rules.life import DISPOSAL, decided, fields_of
from kobe_desk.modules.subsidies.usecases.assets.facts import (
    ApprovalDay,
    ApprovalMissing,
    ApprovedLater,
    AssetRow,
    BoughtLater,
    DisposalBelowNothing,
    DisposalReason,
    DisposalRequest,
    DisposedAlready,
    NoGrantOfAsset,
)
from kobe_desk.modules.subsidies.usecases.assets.reading import asset
from kobe_desk.modules.subsidies.usecases.granting.facts import GrantRow, StageRow
from kobe_desk.modules.subsidies.usecases.granting.reading import grant
from kobe_desk.modules.subsidies.usecases.occasions import void_unless_out


@usecase(label=N_("Write down a disposal of equipment that is wanted"), needs="subsidies.edit")
def plan_disposal(session: Session, key: UUID, request: DisposalRequest) -> None:
    """What is to become of it, and the approval once it has come; it is still there.

    Raises DisposedAlready, BoughtLater, DisposalBelowNothing.
    """
    found = there(session, key)
    _check(found, request)
    _write(session, found, request)


@usecase(label=N_("Dispose of equipment"), needs="subsidies.edit")
def dispose_asset(session: Session, key: UUID, request: DisposalRequest) -> None:
    """It is gone, and its line stays.

    Raises what `plan_disposal` does, and DisposalReason, ApprovalMissing, ApprovalDay, ApprovedLater.
    """
    found = there(session, key)
    _check(found, request)
    if not request.reason.strip():
        raise DisposalReason("reason")
    assert request.day is not None  # noqa: S101 - the form asks for it
    if bound(found.share, found.limit, request.day):
        _require_approval(request, request.day)
    _write(session, found, request)
    found.disposed = request.day


def _check(found: Asset, request: DisposalRequest) -> None:
    for name, day in (("day", request.day), ("approved", request.approved)):
        if day is not None and day < found.bought:
            raise BoughtLater(name, day=era.wareki(found.bought))
    for name, yen in (("proceeds", request.proceeds), ("back", request.back)):
        if yen is not None and yen < 0:
            raise DisposalBelowNothing(name)


def _require_approval(request: DisposalRequest, day: date) -> None:
    if not request.approval.strip():
        raise ApprovalMissing("approval")
    if request.approved is None:
        raise ApprovalDay("approved")
    if request.approved > day:
        raise ApprovedLater("approved", day=era.wareki(request.approved))


def _write(session: Session, found: Asset, request: DisposalRequest) -> None:
    before = on_paper(found)
    found.disposal_kind, found.disposal_planned = request.kind, request.day
    found.disposal_reason = request.reason.strip()
    found.proceeds, found.pay_back = request.proceeds, request.back
    found.approval, found.approved = request.approval.strip(), request.approved
    void_if_changed(session, found, before)


@usecase(label=N_("Take a disposal of equipment back"), needs="subsidies.edit")
def take_disposal_back(session: Session, key: UUID) -> None:
    """It is there after all; what was asked for and approved stays."""
    session.get_one(Asset, key).disposed = None


@dataclass(frozen=True, slots=True)
class WantedDisposal:
    """What the application for approval is made of: the grant, what is written, and the thing."""

    grant: GrantRow
    row: StageRow
    asset: AssetRow


@query(needs="subsidies.read")
def wanted_disposal(session: Session, key: UUID) -> WantedDisposal:
    """A disposal as its papers tell it. Raises NoGrantOfAsset, NotHandedIn."""
    found = asset(session, key)
    if found is None or found.application is None:
        raise NoGrantOfAsset
    whole = grant(session, found.application)
    row = StageRow(DISPOSAL, fields_of(DISPOSAL), found.papers_say, None, None, may_come=False,
                   occasion=found.occasion, known=decided(whole.steps))  # fmt: skip
    return WantedDisposal(whole, row, found)


def there(session: Session, key: UUID) -> Asset:
    """A thing that is not disposed of. Raises DisposedAlready."""
    found = session.get_one(Asset, key)
    if found.disposed is not None:
        raise DisposedAlready(day=era.wareki(found.disposed))
    return found


def on_paper(found: Asset) -> tuple[object, ...]:
    """What the application for approval says of a thing; its grant first."""
    return (
        found.application_id, found.name, found.bought, found.price, found.share, found.place, found.keeper,
        found.limit, found.disposal_kind, found.disposal_planned, found.disposal_reason, found.proceeds,
        found.pay_back,
    )  # fmt: skip


def void_if_changed(session: Session, found: Asset, before: tuple[object, ...]) -> None:
    """Papers that say otherwise now have to be made again; what was handed in stays as it went out."""
    now = on_paper(found)
    if now == before:
        return
    for application in {before[0], now[0]} - {None}:
        void_unless_out(session, session.get_one(Application, application), occasion_of(found.id))
