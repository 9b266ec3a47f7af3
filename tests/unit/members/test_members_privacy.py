"""Consent, rosters that are given away, what one person may see, and forgetting."""

import zlib
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from support.key import KEY

from kobe_desk.core import audit, clock, database
from kobe_desk.core.change import ChangedSince
from kobe_desk.core.database import Base
from kobe_desk.core.drafts import Draft
from kobe_desk.core.records import NothingToUndo, Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.usecases import (
    AreaRequest,
    ConsentRequest,
    HouseholdRequest,
    PaymentRequest,
    PeopleFilter,
    PersonRequest,
    ProvisionRequest,
    RoundRequest,
    TermRequest,
)

DAY = date(2026, 4, 1)
YES = {"name": True, "address": True, "phone": True}


@pytest.fixture
def people(records: Records) -> dict[str, UUID]:
    """Three households of 3班, one of two people."""
    records.do(association.save_profile, Profile("みなと台自治会", phone="078-000-9999"))
    area = records.do(members.add_area, AreaRequest("3班")).result
    keys = {"3班": area}
    for number, names in enumerate((("長谷川　和代", "長谷川　一"), ("松田　千代",), ("高木　真理",)), 1):
        asked = tuple(PersonRequest(name, phone=f"078-000-000{number}") for name in names)
        home = HouseholdRequest(area, str(number), address=f"3丁目{number}番")
        key = records.do(members.add_household, home, asked).result
        keys |= {each.name: each.id for each in records.ask(members.household_card, key).people}
        keys[names[0][:2]] = key
    return keys


def agree(records: Records, key: UUID, answers: dict[str, bool], day: date = date(2025, 4, 1)) -> None:
    records.do(members.record_consent, ConsentRequest((key,), "distribution", answers, day, "同意書 No.1"))


def test_the_roster_for_members_shows_only_what_was_agreed_to(records: Records, people: dict[str, UUID]) -> None:
    """Case 22: one line a household, and who never answered stays out and is counted."""
    agree(records, people["長谷川　和代"], YES)
    agree(records, people["松田　千代"], {"name": True, "address": False})
    roster = records.ask(members.preview_distribution, DAY, people["3班"])
    assert [(home.house_number, home.name, home.family, home.address, home.phone) for home in roster.homes] == [
        ("1", "長谷川　和代", (), "3丁目1番", "078-000-0001"),
        ("2", "松田　千代", (), None, None),
    ]
    assert (roster.area, roster.total, roster.on) == ("3班", 3, DAY)
    agree(records, people["長谷川　和代"], {"family": True}, date(2026, 3, 1))
    agree(records, people["長谷川　一"], {"name": True})
    assert records.ask(members.preview_distribution, DAY).homes[0].family == ("長谷川　一",)


def test_a_no_counts_from_its_day_and_the_earlier_yes_stays_readable(records: Records, people: dict[str, UUID]) -> None:
    key = people["長谷川　和代"]
    agree(records, key, {"name": True})
    agree(records, key, {"name": False}, date(2026, 4, 10))
    assert len(records.ask(members.preview_distribution, date(2026, 4, 9)).homes) == 1
    assert records.ask(members.preview_distribution, date(2026, 4, 10)).homes == ()
    rows = [(row.given, row.first, row.last) for row in records.ask(members.consents_of, key)]
    assert rows == [(False, date(2026, 4, 10), None), (True, date(2025, 4, 1), date(2026, 4, 9))]
    with pytest.raises(members.NewerAnswer):
        agree(records, key, {"name": True}, DAY)
    with pytest.raises(members.EvidenceMissing):
        records.do(members.record_consent, ConsentRequest((key,), "distribution", YES, DAY, " "))
    records.do(members.remove_consent, records.ask(members.consents_of, key)[0].id)
    assert [(row.given, row.last) for row in records.ask(members.consents_of, key)] == [(True, None)]


def test_one_form_answers_for_a_household(records: Records, people: dict[str, UUID]) -> None:
    request = ConsentRequest((), "distribution", YES, DAY, "世帯票")
    records.do(members.record_household_consent, people["長谷"], request)
    assert all(records.ask(members.consents_of, people[name]) for name in ("長谷川　和代", "長谷川　一"))


def test_each_copy_has_its_number_and_its_line_in_the_record(records: Records, people: dict[str, UUID]) -> None:
    agree(records, people["長谷川　和代"], YES)
    with pytest.raises(members.RecipientMissing):
        records.do(members.hand_out_roster, DAY, None, ProvisionRequest("", "連絡"))
    with pytest.raises(members.PurposeMissing):
        records.do(members.hand_out_roster, DAY, None, ProvisionRequest("髙橋 誠一", ""))
    asked = ProvisionRequest("髙橋 誠一", "班内の連絡", date(2027, 4, 30))
    first, second = (records.do(members.hand_out_roster, DAY, None, asked).result.number for _ in range(2))
    assert first.endswith("-01") and second.endswith("-02")
    records.do(
        members.record_export, "xlsx", ProvisionRequest("会計", "名札"), "3班", ("name",), (people["松田　千代"],)
    )
    rows = records.ask(members.provisions)
    assert [(row.kind, row.recipient, row.households, row.people) for row in rows] == [
        ("xlsx", "会計", 1, 1),
        ("distribution", "髙橋 誠一", 1, 1),
        ("distribution", "髙橋 誠一", 1, 1),
    ]
    records.do(members.close_provision, rows[1].id, date(2027, 4, 1), "返却")
    assert [row.label for row in records.ask(members.provisions, True)] == [first]
    (given,) = records.ask(members.disclosure, people["松田　千代"]).provisions
    assert given.recipient == "会計"


def test_one_person_is_told_everything_and_only_that_person(records: Records, people: dict[str, UUID]) -> None:
    key = people["長谷川　和代"]
    records.do(members.rename_person, key, "山本　和代", "ヤマモト　カズヨ", date(2026, 1, 1))
    agree(records, key, {"name": True})
    told = records.ask(members.disclosure, key)
    assert [(row.name, row.last) for row in told.states] == [
        ("長谷川　和代", date(2025, 12, 31)),
        ("山本　和代", None),
    ]
    assert (told.area, told.home.address, len(told.consents)) == ("3班", "3丁目1番", 1)
    assert len(told.changes) >= 2
    assert "松田" not in repr(told)


CANARY = "鵺野　葎子"
CANARY_KANA = "ヌエノ　リツコ"
OTHER_NAME = "蔓巻　葎子"


def everything_in(path: Path) -> str:
    """Whatever any table holds, packed values unpacked, and the words of the index."""
    connection = database.connect(path, KEY)
    parts = []
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table.startswith("person_search") and table != "person_search":
            continue
        for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():
            parts += [_text(cell) for cell in row]
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'person_search', 'row')")
    parts += [word for (word, *_rest) in connection.execute("SELECT * FROM temp.words").fetchall()]
    connection.close()
    return "\n".join(parts)


def _text(cell: object) -> str:
    if isinstance(cell, bytes):
        try:
            return zlib.decompress(cell).decode("utf-8", "replace")
        except zlib.error:
            return ""
    return str(cell)


def test_who_is_anonymised_is_found_nowhere_any_more_and_the_figures_stay(
    records: Records, desk_file: Path, people: dict[str, UUID]
) -> None:
    """Case 11, with a canary: names, reading, address, phones, mail, birth date, notes, history, drafts, index."""
    home = HouseholdRequest(people["3班"], "77", "650-0077", "葎町7丁目7番77号", phone="078-777-7777")
    person = PersonRequest(
        CANARY, CANARY_KANA, birth=date(1931, 7, 7), mail="ritsu@example.jp", notes="葎の件で電話", phone="078-777-0001"
    )
    house = records.do(members.add_household, home, (person,)).result
    (key,) = (each.id for each in records.ask(members.household_card, house).people)
    records.do(members.rename_person, key, OTHER_NAME, CANARY_KANA, date(2015, 4, 1))
    agree(records, key, YES)
    records.do(members.set_rate, 2026, "", 300, 1)
    half = records.do(members.add_round, RoundRequest(2026, "前期", DAY, 6, DAY, date(2026, 5, 1))).result
    records.do(members.charge_round, half)
    charge = next(row.id for row in records.ask(members.charges_of, half) if row.name == OTHER_NAME)
    records.do(members.take_dues, (PaymentRequest(charge, DAY),))
    office = records.ask(association.offices)[0].id
    records.do(members.assign_office, TermRequest(key, office, date(2020, 4, 1), date(2021, 3, 31)))
    records.keep(Draft("person", str(key), f'{{"name": "{CANARY}"}}'))
    with pytest.raises(members.StillBelongs):
        records.do(members.anonymise, (key,))
    with clock.stopped_at(datetime(2026, 6, 30, 3, tzinfo=UTC)):
        records.do(members.move_out, members.MoveOutRequest((key,), date(2026, 6, 1), end_terms=True))
        figures = [records.ask(members.counts_on, day) for day in (DAY, date(2026, 7, 1))]
        money, roster = records.ask(ledger.totals, 2026), records.ask(members.roster_on, DAY)
        view = records.ask(members.preview_anonymise, key)
        assert (set(view.names), view.households) == ({CANARY, OTHER_NAME}, 1)
        done = records.do(members.anonymise, (key,)).result
    assert (done.entries, done.households) == (1, 1)
    assert figures == [records.ask(members.counts_on, day) for day in (DAY, date(2026, 7, 1))]
    assert records.ask(ledger.totals, 2026) == money
    again = records.ask(members.roster_on, DAY)
    assert (again.households, again.people) == (roster.households, roster.people)
    assert records.ask(members.people, PeopleFilter("葎子")).rows == ()
    assert records.ask(members.terms_of, key)[0].person == "（匿名）"
    with records.database.reading() as session:
        assert audit.verify(session).intact
    with pytest.raises((NothingToUndo, ChangedSince)):
        for _ in range(100):
            records.undo()
            assert records.ask(members.people, PeopleFilter("葎子")).rows == ()
    records.close()
    held = everything_in(desk_file)
    for secret in (CANARY, OTHER_NAME, "ヌエノ", "葎", "鵺", "ritsu", "777-7777", "777-0001", "1931-07-07", "650-0077"):
        assert secret not in held, secret


def test_an_import_that_was_undone_does_not_keep_who_is_forgotten(records: Records, people: dict[str, UUID]) -> None:
    from kobe_desk.core.batch import BATCH_BEFORE
    from kobe_desk.modules.members.usecases.importing import import_roster
    from kobe_desk.modules.members.usecases.importing.items import ImportRow

    blank = dict.fromkeys(ImportRow._fields, "")
    row = ImportRow(
        **{
            **blank,
            "line": 2,
            "name": CANARY,
            "birth": None,
            "joined": None,
            "left": date(2020, 1, 1),
            "head": None,
            "problems": (),
        }
    )
    records.do(import_roster, [row])
    records.undo()
    records.do(import_roster, [row])
    key = records.ask(members.people, PeopleFilter(CANARY)).rows[0].id
    records.do(members.anonymise, (key,))
    with records.database.reading() as session:
        blobs = session.scalars(sa.select(BATCH_BEFORE.c.rows)).all()
    assert all(CANARY not in zlib.decompress(blob).decode() for blob in blobs)


def test_who_left_five_years_ago_is_proposed(records: Records, people: dict[str, UUID]) -> None:
    records.do(members.move_out, members.MoveOutRequest((people["松田　千代"],), date(2021, 3, 31)))
    assert records.ask(members.to_anonymise, date(2026, 3, 31)) == ()
    assert [row.name for row in records.ask(members.to_anonymise, date(2026, 4, 1))] == ["松田　千代"]


def test_every_table_says_what_becomes_of_a_person_who_is_forgotten() -> None:
    from kobe_desk.modules.members.usecases.persons import references

    assert {column.info["on_anonymise"] for column in references()} <= {"wipe", "blank", "keep"}
    assert {column.info["on_merge"] for column in references()} <= {"move", "drop", "keep"}
    assert Base.metadata.tables["consent"] is not None
