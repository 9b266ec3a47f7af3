"""Which heading of a programme each account of the cash book goes to (費目の対応), for every year of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.names import fold
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.model import AccountKind, Entry
from kobe_desk.modules.ledger.usecases import AccountRow, all_accounts
from kobe_desk.modules.subsidies.model import AccountHeading, Allocation, Application
from kobe_desk.modules.subsidies.rules.actual import Heading, categories, headings
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.mapping import NOT_COVERED, Chosen, Goes, goes
from kobe_desk.modules.subsidies.usecases.storing import programme_of


class HeadingGone(UserError):
    text = N_("This programme does not have that heading any more. Please choose another one. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class AccountWay:
    """An account of expenses, and where it goes."""

    account: AccountRow
    goes: Goes


@dataclass(frozen=True, slots=True)
class HeadingMap:
    """Where the accounts go in one year's version of a programme; what is set holds for all of its versions."""

    key: UUID
    """An application with this version."""
    choices: tuple[tuple[UUID, str], ...]
    """An application for each programme and year, with the words for it: the newest year first."""
    headings: tuple[Heading, ...]
    ways: tuple[AccountWay, ...]


def where_accounts_go(session: Session, programme: Programme) -> dict[UUID, Goes]:
    """Where each account of expenses goes in this version of a programme."""
    names = categories(programme)
    chosen = {key: Chosen(each.heading, each.words) for key, each in _set(session, programme.id).items()}
    by_name = {fold(label): heading for heading, label in names.items()}
    before = _before(session, programme.id, names)
    return {
        each.id: goes(chosen.get(each.id), before.get(each.id), by_name.get(fold(each.name)), names)
        for each in all_accounts(session)
        if each.kind == AccountKind.EXPENSE
    }


def _set(session: Session, programme: str) -> dict[UUID, AccountHeading]:
    mine = sa.select(AccountHeading).where(AccountHeading.programme_id == programme)
    return {each.account_id: each for each in session.scalars(mine)}


def _before(session: Session, programme: str, names: Mapping[str, str]) -> dict[UUID, str]:
    """What each account was allocated to last."""
    before = (
        sa.select(Entry.account_id, Allocation.category)
        .join(Allocation, Allocation.entry_id == Entry.id)
        .join(Application, Application.id == Allocation.application_id)
        .where(Application.programme_id == programme)
        .order_by(Allocation.id)  # as they were made: the last one counts
    )
    return {account: heading for account, heading in session.execute(before) if heading in names}


@query(needs="subsidies.read")
def heading_map(session: Session, key: UUID | None = None) -> HeadingMap | None:
    """Where the accounts go in the programme of an application, of the newest one without a key.

    Every account that is offered or that money stands under, in the ledger's order. None where no application has
    headings.
    """
    there = _editions(session, key)
    if not there:
        return None
    found = next((each for each in there if each.id == key), there[0])
    programme = programme_of(found)
    ways = where_accounts_go(session, programme)
    shown = [each for each in all_accounts(session) if each.id in ways and (each.used or not each.retired)]
    return HeadingMap(
        found.id,
        tuple((each.id, _edition_words(each)) for each in there),
        headings(programme),
        tuple(AccountWay(each, ways[each.id]) for each in shown),
    )


def _editions(session: Session, key: UUID | None) -> list[Application]:
    """The newest application for each programme and year that has headings, or the one that is asked for."""
    newest: dict[tuple[str, int], Application] = {}
    for each in session.scalars(sa.select(Application).order_by(Application.id == key, Application.begun)):
        newest[each.programme_id, each.fiscal_year] = each
    found = [each for each in newest.values() if headings(programme_of(each))]
    return sorted(found, key=lambda each: (-each.fiscal_year, each.title))


def _edition_words(found: Application) -> str:
    return _("{title} ({year})").format(title=found.title, year=FiscalYear(found.fiscal_year).label)


@usecase(label=N_("Set which heading an account goes to"), needs="subsidies.edit")
def set_headings(session: Session, key: UUID, wanted: Mapping[UUID, str | None]) -> None:
    """Set where accounts go in the programme of an application, in all of its years; None: no longer set.

    Raises HeadingGone.
    """
    programme = programme_of(session.get_one(Application, key))
    names, known = categories(programme), _set(session, programme.id)
    for account, heading in wanted.items():
        if heading and heading not in names:
            raise HeadingGone
        if heading is None:
            _forget(session, known.get(account))
        else:
            _keep(session, known.get(account) or AccountHeading(programme_id=programme.id, account_id=account),
                  Chosen(heading, names.get(heading, NOT_COVERED)))  # fmt: skip
    session.flush()


def _keep(session: Session, found: AccountHeading, chosen: Chosen) -> None:
    found.heading, found.words = chosen
    session.add(found)


def _forget(session: Session, found: AccountHeading | None) -> None:
    if found is not None:
        session.delete(found)
