"""What happened in the sample's households in the last years, and what is to come: moves, a death, a return, dues."""

from datetime import date, timedelta
from uuid import UUID

from kobe_desk.core.records import Records
from kobe_desk.modules.members.usecases import (
    ConsentRequest,
    DeathRequest,
    HeadRequest,
    MoveInRequest,
    MoveOutRequest,
    Partial,
    PeopleFilter,
    RoundRequest,
    add_round,
    change_head,
    charge_round,
    charges_of,
    exempt_charge,
    household_card,
    move_in,
    move_out,
    people,
    person_request,
    record_consent,
    record_death,
    rename_person,
    set_rate,
)
from kobe_desk.sample.facts import Days

RATE = 300
"""Yen a month."""


def live(records: Records, days: Days) -> None:
    """Two years of changes, each by the use-case a screen calls; nobody is gained or lost on the whole."""
    homes = _homes(records)
    last, before = days.year.previous.first, days.year.previous.previous.first
    records.do(rename_person, homes[40][1], *_married(records, homes[40][1]), last + timedelta(days=61))
    records.do(change_head, HeadRequest(homes[45][0], homes[45][2], last + timedelta(days=92)))
    left = MoveOutRequest((homes[50][1],), before + timedelta(days=89), new_head=homes[50][2])
    records.do(move_out, left)
    back = MoveInRequest(last + timedelta(days=122), household=homes[50][0], returning=(homes[50][1],))
    records.do(move_in, back)
    records.do(record_death, DeathRequest(homes[55][1], before + timedelta(days=200), new_head=homes[55][2]))
    records.do(move_out, MoveOutRequest((homes[60][2],), days.year.next.first - timedelta(days=1)))


def consents(records: Records, days: Days) -> None:
    """Two of three heads agreed to stand in the roster for members; some not with their telephone."""
    heads = [row.id for row in records.ask(people, PeopleFilter(heads=True), 0, 1_000).rows]
    said = days.year.previous.first
    yes = tuple(key for number, key in enumerate(heads) if number % 3)
    records.do(record_consent, ConsentRequest(yes, "distribution", {"name": True, "address": True}, said, "名簿調査票"))
    phones = tuple(key for number, key in enumerate(heads) if number % 3 == 1)
    records.do(record_consent, ConsentRequest(phones, "distribution", {"phone": True}, said, "名簿調査票"))


def dues(records: Records, days: Days) -> None:
    """The dues of this year are charged and about to be collected; two households are exempted."""
    year = days.year
    records.do(set_rate, year.year, "", RATE, 1)
    half = RoundRequest(year.year, "後期", _later(year.first, 6), 6, days.today + timedelta(days=7),
                        days.today + timedelta(days=28))  # fmt: skip
    key = records.do(add_round, half).result
    records.do(charge_round, key, Partial.FULL)
    rows = records.ask(charges_of, key)
    for row, reason in zip(rows[5::40], ("入院のため（役員会で承認）", "災害のため（役員会で承認）"), strict=False):
        records.do(exempt_charge, row.id, reason)


def _later(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _homes(records: Records) -> list[tuple[UUID, UUID, UUID]]:
    """Households of two or more: household, head, the next."""
    heads = records.ask(people, PeopleFilter(heads=True), 0, 1_000).rows
    found = []
    for row in heads:
        if row.household_id is not None:
            card = records.ask(household_card, row.household_id)
            if len(card.people) > 1:
                found.append((row.household_id, card.people[0].id, card.people[1].id))
    return found


def _married(records: Records, key: UUID) -> tuple[str, str]:
    """Another family name."""
    request = records.ask(person_request, key)
    _family, _blank, given = request.name.partition("　")
    _kana, _blank, given_kana = request.kana.partition("　")
    return f"岬　{given}", f"ミサキ　{given_kana}"
