"""Hours and honoraria of helpers: written down, and paid through the cash book in the same transaction."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import NotAllowed, Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.model import Entry
from kobe_desk.modules.subsidies.usecases import remove_application
from kobe_desk.modules.subsidies.usecases.facts import HelpersPaid
from kobe_desk.modules.subsidies.usecases.helping import (
    AccountMissing,
    HelperMissing,
    PurposeMissing,
    TakenBackAlready,
    TimeMissing,
    TimeTooLong,
    WorkRequest,
    help_places,
    help_work,
    honorarium,
    read_time,
    record_help,
    take_back_help,
)

DAY = date(2026, 11, 24)


@pytest.fixture
def paid(sample_records: Records, answered: UUID) -> WorkRequest:
    places = sample_records.ask(help_places)
    account = places.usual_account or places.accounts[0][0]
    return WorkRequest(answered, "手伝 太郎", DAY, 150, "計画書の下書き", 1200, 3000, account, places.purses[0][0])


def entries(records: Records) -> list[Entry]:
    with records.database.reading() as session:
        return list(
            session.scalars(sa.select(Entry).where(Entry.text.contains("計画書の下書き")).order_by(Entry.number))
        )


def test_an_honorarium_is_written_into_the_cash_book(sample_records: Records, paid: WorkRequest) -> None:
    sample_records.do(record_help, paid)
    (entry,) = entries(sample_records)
    (row,) = sample_records.ask(help_work)
    assert (entry.amount, entry.day, entry.partner, entry.account_id) == (3000, DAY, "手伝 太郎", paid.account)
    assert (row.minutes, row.rate, row.amount, row.number) == (150, 1200, 3000, entry.number)


def test_unpaid_help_comes_into_no_book(sample_records: Records, paid: WorkRequest) -> None:
    sample_records.do(record_help, replace(paid, rate=None, amount=0, account=None, purse=None))
    assert entries(sample_records) == []
    assert sample_records.ask(help_work)[0].number is None


def test_a_refused_entry_leaves_no_hours(sample_records: Records, paid: WorkRequest) -> None:
    with pytest.raises(UserError):
        sample_records.do(record_help, replace(paid, day=date(2019, 1, 1), account=None))
    assert sample_records.ask(help_work) == ()


def test_undo_takes_it_back_by_a_second_line(sample_records: Records, paid: WorkRequest) -> None:
    sample_records.do(record_help, paid)
    sample_records.undo()
    assert [each.amount for each in entries(sample_records)] == [3000, -3000]
    assert sample_records.ask(help_work)[0].cancelled


def test_a_line_is_taken_back_once(sample_records: Records, paid: WorkRequest) -> None:
    key = sample_records.do(record_help, paid).result
    sample_records.do(take_back_help, key)
    with pytest.raises(TakenBackAlready):
        sample_records.do(take_back_help, key)
    assert len(entries(sample_records)) == 2


@pytest.mark.parametrize(("change", "refusal"), [
    ({"helper": " "}, HelperMissing), ({"minutes": 0}, TimeMissing), ({"minutes": 1441}, TimeTooLong),
    ({"purpose": ""}, PurposeMissing), ({"account": None}, AccountMissing),
])  # fmt: skip
def test_what_is_missing_is_said(sample_records: Records, paid: WorkRequest, change, refusal) -> None:
    with pytest.raises(refusal):
        sample_records.do(record_help, replace(paid, **change))
    assert entries(sample_records) == []


def test_who_may_not_write_in_the_book_pays_nobody(sample_records: Records, paid: WorkRequest) -> None:
    sample_records.who = Who("r", "閲覧", Role.READER)
    with pytest.raises(NotAllowed):
        sample_records.do(record_help, paid)


def test_an_application_with_paid_hours_stays(sample_records: Records, paid: WorkRequest) -> None:
    sample_records.do(record_help, paid)
    with pytest.raises(HelpersPaid):
        sample_records.do(remove_application, paid.application)


@pytest.mark.parametrize(("text", "minutes"), [
    ("2.5", 150), ("２．５時間", 150), ("2:30", 150), ("2時間30分", 150), ("90分", 90), ("2 時間", 120), ("0.25", 15),
    ("3", 180),    ("2時間", 120),
])  # fmt: skip
def test_a_time_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert read_time(text) == minutes


@pytest.mark.parametrize("text", ["", "二時間", "-1", "2h30x", "1e3", "9999999"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TimeMissing):
        read_time(text)


@pytest.mark.parametrize(("minutes", "rate", "yen"), [(150, 1200, 3000), (50, 1001, 834), (20, 1000, 333)])
def test_part_of_a_yen_is_left_out(minutes: int, rate: int, yen: int) -> None:
    assert honorarium(minutes, rate) == yen
