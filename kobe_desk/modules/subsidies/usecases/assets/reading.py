"""Questions about the register: its lines, what may go into it, and what is to be looked at."""

from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from kobe_desk.core.permission import query
from kobe_desk.modules.ledger.model import Account, Entry
from kobe_desk.modules.subsidies.model import Allocation, Application, ApplicationState, Asset
from kobe_desk.modules.subsidies.rules.actual import categories
from kobe_desk.modules.subsidies.usecases.assets.facts import AssetDue, AssetProposal, AssetRow, GrantChoice
from kobe_desk.modules.subsidies.usecases.storing import programme_of

DURABLE = "備品"
"""As it stands in the names of categories and accounts."""


@query(needs="subsidies.read")
def assets(session: Session) -> tuple[AssetRow, ...]:
    """The whole register: what is there first, then what was disposed of; each in the order of numbers."""
    return tuple(sorted(_rows(session), key=lambda row: (row.disposed is not None, row.bought, row.number)))


@query(needs="subsidies.read")
def asset(session: Session, key: UUID) -> AssetRow | None:
    """One line; None when it was taken out."""
    return next(iter(_rows(session, Asset.id == key)), None)


def _rows(session: Session, *which: sa.ColumnElement[bool]) -> Iterator[AssetRow]:
    back = aliased(Entry)
    found = (
        sa.select(Asset, Entry.number, back.id)
        .outerjoin(Entry, Entry.id == Asset.entry_id)
        .outerjoin(back, back.reverses == Entry.id)
        .where(*which)
    )
    for each, number, reversing in session.execute(found):
        yield AssetRow(
            each.id, each.number, each.name, each.bought, each.price, each.share, each.application_id, each.programme,
            each.place, each.keeper, each.life, each.limit, each.checked, each.check_note, each.check_next,
            each.disposed, each.disposal_reason, each.approval, number, reversing is not None,
            each.approved, each.disposal_kind, each.disposal_planned, each.proceeds, each.pay_back,
        )  # fmt: skip


@query(needs="subsidies.read")
def asset_proposals(session: Session) -> tuple[AssetProposal, ...]:
    """Costs that grants pay for and that are not in the register yet: those under 備品 first, then by day."""
    found = [each for each in proposed(session) if each.price > 0]
    return tuple(sorted(found, key=lambda each: (not each.durable, each.day, each.number)))


def proposed(session: Session) -> Iterator[AssetProposal]:
    """Every allocation with what is left of it outside the register; taken-back entries are left out."""
    back = aliased(Entry)
    found = (
        sa.select(Allocation, Application, Entry, Account.name)
        .join(Application, Application.id == Allocation.application_id)
        .join(Entry, Entry.id == Allocation.entry_id)
        .join(Account, Account.id == Entry.account_id)
        .outerjoin(back, back.reverses == Entry.id)
        .where(back.id.is_(None))
    )
    kept = _kept(session)
    for each, application, entry, account in session.execute(found):
        price, shares = kept.get(entry.id, (0, {}))
        named = categories(programme_of(application)).get(each.category, "")
        yield AssetProposal(
            id=each.id, programme=application.title, number=entry.number, day=entry.day, text=entry.text,
            partner=entry.partner, category=named or account, price=entry.amount - price,
            share=min(max(each.amount - shares.get(application.id, 0), 0), entry.amount - price),
            durable=DURABLE in named or DURABLE in account,
        )  # fmt: skip


def _kept(session: Session) -> dict[UUID, tuple[int, dict[UUID | None, int]]]:
    """Of each entry the prices in the register together, and what each grant paid of them."""
    sums: dict[UUID, tuple[int, dict[UUID | None, int]]] = {}
    for each in session.scalars(sa.select(Asset).where(Asset.entry_id.is_not(None))):
        assert each.entry_id is not None  # noqa: S101 - the question says so
        price, shares = sums.get(each.entry_id, (0, {}))
        shares[each.application_id] = shares.get(each.application_id, 0) + each.share
        sums[each.entry_id] = (price + each.price, shares)
    return sums


@query(needs="subsidies.read")
def grant_choices(session: Session) -> tuple[GrantChoice, ...]:
    """The applications that were handed in, the newest first."""
    handed_in = sa.select(Application).where(Application.state == ApplicationState.SUBMITTED)
    found = session.scalars(handed_in.order_by(Application.begun.desc()))
    return tuple(GrantChoice(each.id, each.title, each.fiscal_year) for each in found)


@query(needs="subsidies.read")
def asset_dues(session: Session) -> tuple[AssetDue, ...]:
    """What is to be looked at, and by when; the earliest first."""
    there = sa.select(Asset).where(Asset.check_next.is_not(None), Asset.disposed.is_(None)).order_by(Asset.check_next)
    return tuple(AssetDue(each.id, each.name, each.number, each.check_next)
                 for each in session.scalars(there) if each.check_next is not None)  # fmt: skip
