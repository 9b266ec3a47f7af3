"""A desk whose books are open, on a day in May."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.ledger import usecases as ledger


@pytest.fixture
def may() -> Iterator[None]:
    """20 May of 令和9年: 令和8年度 is over, its settlement is being made."""
    with clock.stopped_at(datetime(2027, 5, 20, 3, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def accounts(records: Records) -> dict[str, UUID]:
    records.do(association.save_profile, Profile("みなと台自治会", mark="みなと"))
    records.do(ledger.open_books)
    return {row.name: row.id for row in records.ask(ledger.accounts)}


@pytest.fixture
def purses(records: Records, accounts: dict[str, UUID]) -> dict[str, UUID]:
    return {row.name: row.id for row in records.ask(ledger.purses)}
