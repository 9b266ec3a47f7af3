"""A person's entries in the sealed drawer: shown to that person, and destroyed with them, drawer shut or open."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from support.papers import squeezed
from support.vault_desk import WORDS, later

from kobe_desk.core import audit
from kobe_desk.core.change import Change
from kobe_desk.core.records import Records
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.patience import TryLater, pause_after
from kobe_desk.core.vault.situations import WrongPassphrase
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.model import Person, SealedRow, SealHalf
from kobe_desk.modules.members.papers import certificate_pdf, disclosure_pdf
from kobe_desk.modules.members.usecases import ListRequest, SealedEntry
from kobe_desk.modules.members.usecases.sealed import halves
from kobe_desk.paper import render

LIST = ListRequest("support", "令和8年度 前期", "神戸市見本区役所", date(2026, 6, 1))
REASON = "人工呼吸器を使用"


def words_of(pdf: bytes) -> str:
    return squeezed("".join(render.page_text(pdf, page) for page in range(render.page_count(pdf))))


@pytest.fixture
def records(open_desk: OpenDesk) -> Records:
    """A desk in a folder of its own: a drawer needs its keys."""
    return open_desk.records


@pytest.fixture
def people(open_desk: OpenDesk) -> dict[str, UUID]:
    """Two who left long ago, on the roster of a desk with a name."""
    records = open_desk.records
    records.do(association.save_profile, association.Profile("みなと台自治会"))
    keys = {}
    for name in ("浜辺　ゆう", "松田　千代"):
        request = roster.PersonRequest(name, birth=date(1938, 1, 2), left=date(2020, 3, 31))
        keys[name] = records.do(roster.add_person, request).result
    return keys


@pytest.fixture
def row(open_desk: OpenDesk, people: dict[str, UUID]) -> Iterator[UUID]:
    """The first of them in the drawer, corrected once; the drawer is shut."""
    records = open_desk.records
    records.do(roster.make_drawer, WORDS)
    which = records.do(roster.add_sealed_list, LIST).result
    entry = SealedEntry("浜辺　ゆう", "ハマベ ユウ", date(1938, 1, 2), reason=REASON, person=people["浜辺　ゆう"])
    key = records.do(roster.add_sealed, which, entry).result
    records.do(roster.edit_sealed, key, entry)
    records.do(roster.add_sealed, which, SealedEntry("名簿に いない人", reason="歩行器"))
    records.do(roster.shut_drawer)
    yield key


def sealed_in(open_desk: OpenDesk) -> list[bytes]:
    with open_desk.database.reading() as session:
        return list(session.scalars(sa.select(SealedRow.sealed)))


def names_in(records: Records) -> list[str]:
    records.do(roster.open_drawer, WORDS)
    return [each.entry.name for each in records.ask(roster.sealed_people)]


# 開示


@pytest.mark.usefixtures("row")
def test_a_person_is_shown_what_the_drawer_holds_once_it_is_opened(records: Records, people: dict[str, UUID]) -> None:
    key = people["浜辺　ゆう"]
    held = records.ask(roster.disclosure, key)
    assert held.drawer and held.sealed is None, "while it is shut nobody knows who lies in it"
    (mine,) = records.do(roster.disclose_sealed, key, WORDS).result
    assert (mine.source, mine.received, mine.entry.reason) == (LIST.source, LIST.received, REASON)
    assert not records.ask(roster.drawer_status).open, "it is shut again at once"
    assert records.ask(roster.drawer_log)[0].label == "Show a person what the sealed drawer holds of them"
    assert records.do(roster.disclose_sealed, people["松田　千代"], WORDS).result == ()


def test_without_anything_in_the_drawer_nothing_is_said_of_it(records: Records, people: dict[str, UUID]) -> None:
    assert not records.ask(roster.disclosure, people["浜辺　ゆう"]).drawer


@pytest.mark.usefixtures("row")
def test_a_wrong_passphrase_shows_nothing_and_leaves_it_shut(records: Records, people: dict[str, UUID]) -> None:
    with pytest.raises(WrongPassphrase):
        records.do(roster.disclose_sealed, people["浜辺　ゆう"], "ちがう ことば です")
    assert not records.ask(roster.drawer_status).open


@pytest.mark.usefixtures("row")
def test_the_sheet_says_whether_the_drawer_was_opened(records: Records, people: dict[str, UUID]) -> None:
    from dataclasses import replace

    held = records.ask(roster.disclosure, people["浜辺　ゆう"])
    sealed = records.do(roster.disclose_sealed, people["浜辺　ゆう"], WORDS).result
    assert "開けずに作りました" in words_of(disclosure_pdf(held))
    opened = words_of(disclosure_pdf(replace(held, sealed=sealed)))
    assert REASON in opened and LIST.source in opened and "開けずに" not in opened
    none = words_of(disclosure_pdf(replace(held, sealed=())))
    assert "封の引き出し" in none and "開けずに" not in none


# 匿名化


def test_forgetting_somebody_destroys_their_entry_though_the_drawer_is_shut(
    open_desk: OpenDesk, people: dict[str, UUID], row: UUID
) -> None:
    records = open_desk.records
    before = sealed_in(open_desk)
    with open_desk.database.reading() as session:
        halves = {half.half for half in session.scalars(sa.select(SealHalf))}
    done = records.do(roster.anonymise, (people["浜辺　ゆう"],)).result
    assert (done.drawer, done.sealed) == (True, 0)
    with open_desk.database.reading() as session:
        left = {half.half for half in session.scalars(sa.select(SealHalf))}
        assert session.scalar(sa.select(SealHalf).where(SealHalf.person_id == people["浜辺　ゆう"])) is None
    (wiped,) = halves - left
    assert sealed_in(open_desk) == before, "nothing told which row it was"
    assert names_in(records) == ["名簿に いない人"], "and it opens no more"
    assert len(sealed_in(open_desk)) == 1, "opened, the drawer throws the dead bytes away"
    with open_desk.database.reading() as session:
        assert session.get(SealedRow, row) is None
        assert audit.verify(session).intact
        payloads = session.connection().exec_driver_sql("SELECT payload FROM audit_payload").scalars().all()
    assert all(row.hex not in repr(blob) for blob in payloads)
    assert open_desk.folder.path.joinpath("desk.db").read_bytes().count(wiped) == 0


def test_no_copy_of_the_entry_opens_once_the_person_is_forgotten(
    open_desk: OpenDesk, people: dict[str, UUID], row: UUID
) -> None:
    """What the audit and the undo list keep of it are bytes for which half of the key is gone."""
    records = open_desk.records
    kept = [change for change in records._undo if any(each.id == row for each in change.rows)]
    records.do(roster.anonymise, (people["浜辺　ゆう"],))
    records.do(roster.open_drawer, WORDS)
    drawer = records._drawer
    assert drawer is not None and kept
    with open_desk.database.reading() as session:
        halves = list(session.scalars(sa.select(SealHalf.half)))
    for change in kept:
        for each in change.rows:
            for values in (each.before, each.after):
                if values and "sealed" in values:
                    bound = SealedRow.bound(row, values.get("list_id") or _list_of(kept))
                    inner = drawer.unseal(bound, values["sealed"])[16:]
                    assert all(crypto.unwrap(half, inner, bound) is None for half in (*halves, bytes(32)))


def _list_of(kept: list[Change]) -> UUID:
    return next(row.after["list_id"] for change in kept for row in change.rows if row.after and "list_id" in row.after)


def test_with_the_drawer_open_the_rows_go_there_and_then(
    open_desk: OpenDesk, people: dict[str, UUID], row: UUID
) -> None:
    records = open_desk.records
    records.do(roster.open_drawer, WORDS)
    done = records.do(roster.anonymise, (people["浜辺　ゆう"],)).result
    assert (done.drawer, done.sealed) == (True, 1)
    assert [each.entry.name for each in records.ask(roster.sealed_people)] == ["名簿に いない人"]
    assert len(sealed_in(open_desk)) == 1
    words = words_of(certificate_pdf(done, "みなと台自治会", "書記"))
    assert "封の引き出し" in words and "1件を消しました" in words


def test_who_is_forgotten_where_there_is_no_drawer_has_no_line_of_it(records: Records, people: dict[str, UUID]) -> None:
    done = records.do(roster.anonymise, (people["松田　千代"],)).result
    assert not done.drawer and "封の引き出し" not in words_of(certificate_pdf(done, "みなと台自治会", "書記"))


def test_everybody_has_a_half_so_that_having_one_tells_nothing(
    open_desk: OpenDesk, people: dict[str, UUID], row: UUID
) -> None:
    with open_desk.database.reading() as session:
        known = set(session.scalars(sa.select(Person.id)))
        assert set(session.scalars(sa.select(SealHalf.person_id))) == known == set(people.values())


def test_taking_an_entry_back_leaves_the_halves(open_desk: OpenDesk, people: dict[str, UUID], row: UUID) -> None:
    records = open_desk.records
    records.do(roster.open_drawer, WORDS)
    which = records.ask(roster.sealed_lists)[0].id
    newcomer = records.do(roster.add_person, roster.PersonRequest("高木　真理")).result
    first = records.do(roster.add_sealed, which, SealedEntry("高木　真理", person=newcomer)).change.sequence
    records.do(roster.add_sealed, which, SealedEntry("高木　真理", notes="二枚目", person=newcomer))
    records.undo_at(first)
    assert "二枚目" in [each.entry.notes for each in records.ask(roster.sealed_people)]


def test_two_entries_made_one_share_what_the_drawer_holds(
    open_desk: OpenDesk, people: dict[str, UUID], row: UUID
) -> None:
    records = open_desk.records
    wish = roster.MergeWish(people["松田　千代"], people["浜辺　ゆう"])
    records.do(roster.merge_people, wish)
    (mine,) = records.do(roster.disclose_sealed, people["松田　千代"], WORDS).result
    assert mine.entry.reason == REASON
    records.undo()
    assert records.do(roster.disclose_sealed, people["松田　千代"], WORDS).result == ()
    records.redo()
    records.do(roster.anonymise, (people["松田　千代"],))
    assert names_in(records) == ["名簿に いない人"]


def test_taking_a_mistaken_entry_off_the_roster_leaves_the_list_as_it_came(
    open_desk: OpenDesk, people: dict[str, UUID], row: UUID
) -> None:
    records = open_desk.records
    records.do(roster.remove_person, people["浜辺　ゆう"])
    assert "浜辺　ゆう" in names_in(records)
    assert next(each.left for each in records.ask(roster.sealed_people) if each.entry.name == "浜辺　ゆう")


def test_a_name_written_by_hand_is_tied_to_the_one_person_of_that_name_and_birth(
    open_desk: OpenDesk, people: dict[str, UUID], row: UUID
) -> None:
    records = open_desk.records
    records.do(roster.open_drawer, WORDS)
    which = records.ask(roster.sealed_lists)[0].id
    records.do(roster.add_sealed, which, SealedEntry("松田　千代", birth=date(1938, 1, 2), reason="難聴"))
    (mine,) = records.do(roster.disclose_sealed, people["松田　千代"], WORDS).result
    assert mine.entry.reason == "難聴"


def test_what_was_sealed_before_there_were_halves_is_sealed_anew(
    open_desk: OpenDesk, people: dict[str, UUID], row: UUID
) -> None:
    records = open_desk.records
    records.do(roster.open_drawer, WORDS)
    drawer = records._drawer
    assert drawer is not None
    old = f'{{"name":"松田　千代","birth":null,"reason":"難聴","person":"{people["松田　千代"].hex}"}}'.encode()
    with open_desk.database.writing() as session, open_desk.database.door():
        found = session.get_one(SealedRow, row)
        bound = SealedRow.bound(row, found.list_id)
        sealed = drawer.seal(bound, old)
        session.execute(sa.update(SealedRow.__table__).where(SealedRow.id == row).values(sealed=sealed))
    records.do(roster.shut_drawer)
    assert "松田　千代" in names_in(records)
    with open_desk.database.reading() as session:
        # what is inside begins with any byte, one in 256 times with a brace
        assert "難聴".encode() not in drawer.unseal(bound, session.get_one(SealedRow, row).sealed)
    records.do(roster.shut_drawer)
    records.do(roster.anonymise, (people["松田　千代"],))
    assert names_in(records) == ["名簿に いない人"]


# the pause after wrong tries


def test_the_pause_grows_to_a_minute() -> None:
    assert [pause_after(wrong) for wrong in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]


@pytest.mark.usefixtures("row")
def test_after_a_wrong_try_the_right_words_have_to_wait(records: Records) -> None:
    passed = 0.0
    for pause in (1, 2, 4):
        with later(passed):
            with pytest.raises(WrongPassphrase):
                records.do(roster.open_drawer, "ちがう ことば です")
            assert records.ask(roster.drawer_status).wait == pause
            with pytest.raises(TryLater, match="TryLater") as refused:
                records.do(roster.open_drawer, WORDS)
            assert str(pause) in refused.value.message()
        passed += pause + 0.5
    with later(passed):
        records.do(roster.open_drawer, WORDS)
        records.do(roster.shut_drawer)
        with pytest.raises(WrongPassphrase):
            records.do(roster.open_drawer, "ちがう ことば です")
        assert records.ask(roster.drawer_status).wait == 1, "what opened it ends the counting"


def test_a_random_key_that_begins_like_an_entry_of_before_keeps_no_drawer_shut(
    open_desk: OpenDesk, people: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One key of 256 begins with the byte of a JSON object."""
    monkeypatch.setattr(halves, "uuid4", lambda: UUID(bytes=b"{" + uuid4().bytes[1:]))
    records = open_desk.records
    records.do(roster.make_drawer, WORDS)
    which = records.do(roster.add_sealed_list, LIST).result
    entry = SealedEntry("浜辺　ゆう", "ハマベ ユウ", reason=REASON, person=people["浜辺　ゆう"])
    records.do(roster.add_sealed, which, entry)
    records.do(roster.shut_drawer)
    assert names_in(records) == ["浜辺　ゆう"]
