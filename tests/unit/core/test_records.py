"""One transaction: recorded, audited, undone, redone, refused."""

from collections.abc import Callable, Collection
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from support import shelf
from support.key import KEY
from support.shelf import Book, Shelf

from kobe_desk.core import audit, batch, numbers
from kobe_desk.core.change import ChangedSince, Edit
from kobe_desk.core.database import Database, DeskDamaged, DeskInUse, DeskMissing, WriteByTheWindow
from kobe_desk.core.drafts import Draft
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import NotAllowed, Role
from kobe_desk.core.records import CannotUndo, NoLongerKnown, NothingToUndo, Records
from kobe_desk.core.taking_back import standing_on, takes_back_rows


@pytest.fixture(autouse=True)
def _tables(records: Records) -> None:
    shelf.make_tables(records.database)


def test_what_a_usecase_adds_is_there_and_one_undo_takes_it_all_back(records: Records) -> None:
    done = records.do(shelf.add_shelf, "郷土", ("神戸の歴史", "みなと"))
    assert records.ask(shelf.books) == (("みなと", 0), ("神戸の歴史", 0))
    assert done.change.tables == {"zz_shelf", "zz_book"}
    assert records.undo().label == "Add shelf"
    assert records.ask(shelf.shelves) == records.ask(shelf.books) == ()
    records.redo()
    assert records.ask(shelf.shelves) == ("郷土",)
    assert len(records.ask(shelf.books)) == 2


def test_new_rows_without_entities_are_recorded_as_the_flush_records_them(records: Records) -> None:
    keys = (new_id(), new_id())
    rows = ({"id": keys[0], "title": "神戸の歴史"}, {"id": keys[1], "title": "みなと", "price": 900})
    change = records.do(shelf.buy_books, rows).change
    added = {row.id: row.after for row in change.rows}
    assert set(added) == set(keys)
    assert added[keys[0]] == {
        "id": keys[0], "version": 1, "title": "神戸の歴史", "price": 0, "shelf_id": None, "batch_id": None,
    }  # fmt: skip
    assert records.ask(shelf.books) == (("みなと", 900), ("神戸の歴史", 0))
    records.do(shelf.price_books, 500)
    with pytest.raises(ChangedSince):
        records.undo_at(change.sequence)
    records.undo()
    records.undo()
    assert records.ask(shelf.books) == ()
    records.redo()
    assert records.ask(shelf.books) == (("みなと", 900), ("神戸の歴史", 0))
    assert records.history(row=keys[0])[0].label == "Buy books"


def test_a_removed_parent_comes_back_with_its_children(records: Records) -> None:
    key = records.do(shelf.add_shelf, "郷土", ("神戸の歴史",)).result
    records.do(shelf.remove_shelf, key)
    assert records.ask(shelf.books) == ()
    records.undo()
    assert records.ask(shelf.shelves) == ("郷土",)
    assert records.ask(shelf.books) == (("神戸の歴史", 0),)


def test_rows_that_were_changed_before_they_went_come_back_as_they_were_stored(records: Records) -> None:
    key = records.do(shelf.add_shelf, "郷土", ("神戸の歴史", "みなと")).result
    records.do(shelf.clear_out, key)
    assert records.ask(shelf.shelves) == records.ask(shelf.books) == ()
    records.undo()
    assert records.ask(shelf.shelves) == ("郷土",)
    assert records.ask(shelf.books) == (("みなと", 0), ("神戸の歴史", 0))
    records.do(shelf.remove_shelf, key)
    assert records.ask(shelf.books) == (), "they are the shelf's again"
    for _ in range(2):
        records.undo()
    assert records.ask(shelf.shelves) == records.ask(shelf.books) == ()


def test_changes_are_undone_one_by_one_and_redone_in_order(records: Records) -> None:
    key = records.do(shelf.add_shelf, "一").result
    for name in ("二", "三"):
        records.do(shelf.rename_shelf, key, name)
    seen = []
    for _ in range(3):
        records.undo()
        seen.append(records.ask(shelf.shelves))
    assert seen == [("二",), ("一",), ()]
    for _ in range(3):
        records.redo()
    assert records.ask(shelf.shelves) == ("三",)
    with pytest.raises(NothingToUndo):
        records.redo()


def test_an_older_change_is_undone_from_the_history_unless_it_was_changed_again(records: Records) -> None:
    key = records.do(shelf.add_shelf, "一").result
    second = records.do(shelf.rename_shelf, key, "二").change
    records.do(shelf.price_books, 5)
    records.undo_at(second.sequence)
    assert records.ask(shelf.shelves) == ("一",)
    with pytest.raises(ChangedSince):
        records.undo_at(second.sequence)
    assert records.ask(shelf.shelves) == ("一",)
    records.undo()
    assert records.ask(shelf.shelves) == ("二",)


def test_later_changes_are_taken_back_with_the_one_they_stand_on(records: Records) -> None:
    added = records.do(shelf.add_shelf, "一", ("神戸の歴史",))
    second = records.do(shelf.rename_shelf, added.result, "二").change
    priced = records.do(shelf.price_books, 5).change
    third = records.do(shelf.rename_shelf, added.result, "三").change
    assert standing_on(second, (priced, third)) == (third, second)
    assert standing_on(added.change, (second, priced, third)) == (third, priced, second, added.change)
    records.undo_at(third.sequence, second.sequence)
    assert records.ask(shelf.shelves) == ("一",)
    assert records.ask(shelf.books) == (("神戸の歴史", 5),)
    records.undo()
    assert records.ask(shelf.shelves) == ("三",)
    lines = [each.sequence for each in (third, priced, second, added.change)]
    records.undo_at(*lines)
    assert records.ask(shelf.shelves) == records.ask(shelf.books) == ()
    records.undo()
    assert records.ask(shelf.shelves) == ("三",)
    assert records.ask(shelf.books) == (("神戸の歴史", 5),)


def test_what_was_taken_back_already_is_not_taken_back_again_until_it_is_done_again(records: Records) -> None:
    key = records.do(shelf.add_shelf, "一").result
    second = records.do(shelf.rename_shelf, key, "二").change
    undone = records.undo()
    again = records.redo()
    third = records.do(shelf.rename_shelf, key, "三").change
    assert standing_on(second, (undone,)) == ()
    assert standing_on(second, (undone, again)) == (second,)
    assert standing_on(second, (undone, again, third)) == (third, second)


def test_an_import_is_not_taken_back_beneath_what_was_changed_later(records: Records) -> None:
    records.do(shelf.add_shelf, "郷土", ("old",))
    with records.database.reading() as session:
        key = session.scalars(sa.select(Book.id)).one()
    first = records.do(shelf.price_books, 5).change
    brought = records.do(shelf.import_books, ["new"], (Edit(key, {"price": 5}, {"price": 700}),)).change
    assert not takes_back_rows(brought)
    with pytest.raises(ChangedSince):
        records.undo_at(first.sequence)
    assert records.ask(shelf.books) == (("new", 0), ("old", 700))


def test_a_bug_halfway_leaves_nothing_behind(records: Records) -> None:
    with pytest.raises(RuntimeError):
        records.do(shelf.fail_halfway)
    assert records.ask(shelf.shelves) == ()
    assert records.undoable is None
    assert records.history() == ()


def test_a_batch_is_one_change_one_audit_line_and_one_undo(records: Records) -> None:
    records.do(shelf.add_shelf, "郷土", ("old",))
    done = records.do(shelf.import_books, [f"book {number:05}" for number in range(12_000)])
    assert len(records.ask(shelf.books)) == 12_001
    assert done.change.batches[0].inserted == 12_000
    assert len(records.history()) == 2
    records.undo()
    assert records.ask(shelf.books) == (("old", 0),)
    records.redo()
    assert len(records.ask(shelf.books)) == 12_001
    records.undo()
    assert records.ask(shelf.books) == (("old", 0),)


def test_a_batch_that_edits_rows_gives_them_back(records: Records) -> None:
    records.do(shelf.add_shelf, "郷土", ("old",))
    with records.database.reading() as session:
        key = session.scalars(sa.select(Book.id)).one()
    records.do(shelf.import_books, ["new"], (Edit(key, {"price": 0}, {"price": 700}),))
    assert records.ask(shelf.books) == (("new", 0), ("old", 700))
    records.undo()
    assert records.ask(shelf.books) == (("old", 0),)
    records.redo()
    assert records.ask(shelf.books) == (("new", 0), ("old", 700))


def test_a_batch_whose_rows_were_edited_later_is_not_undone(records: Records) -> None:
    sequence = records.do(shelf.import_books, ["a", "b"]).change.sequence
    records.do(shelf.price_books, 3)
    with pytest.raises(ChangedSince):
        records.undo_at(sequence)
    assert records.ask(shelf.books) == (("a", 3), ("b", 3))
    records.undo()
    records.undo()
    assert records.ask(shelf.books) == ()


def test_a_write_past_both_doors_is_a_bug(records: Records) -> None:
    records.do(shelf.import_books, ["a"])
    with pytest.raises(WriteByTheWindow):
        records.do(shelf.write_past_the_doors)
    with pytest.raises(WriteByTheWindow):
        records.ask(shelf.ask_and_write)
    assert records.ask(shelf.books) == (("a", 0),)


def test_what_the_office_cancels_is_cancelled_and_not_erased(records: Records) -> None:
    records.do(shelf.number_shelf, "第1号")
    records.undo()
    assert records.ask(shelf.shelves) == ("第1号 (void)",)


def test_what_cannot_be_undone_is_not_offered(records: Records) -> None:
    key = records.do(shelf.add_shelf, "郷土").result
    sequence = records.do(shelf.burn_shelf, key).change.sequence
    assert records.undoable is not None
    assert records.undoable.label == "Add shelf"
    with pytest.raises(CannotUndo):
        records.undo_at(sequence)


def test_a_role_is_held_to_its_permissions(records: Records, records_as: Callable[[Role], Records]) -> None:
    records.do(shelf.add_shelf, "郷土")
    reader = records_as(Role.READER)
    assert reader.ask(shelf.shelves) == ("郷土",)
    with pytest.raises(NotAllowed):
        reader.do(shelf.add_shelf, "別")
    with pytest.raises(NotAllowed):
        records_as(Role.RECEPTION).ask(shelf.shelves)


def test_every_change_stands_in_the_audit_with_who_did_it(records: Records) -> None:
    records.do(shelf.add_shelf, "郷土")
    records.undo()
    lines = records.history()
    assert [line.usecase for line in lines] == ["Undo", "support.shelf.add_shelf"]
    assert {line.person for line in lines} == {"中村 書記子"}
    with records.database.reading() as session:
        assert audit.verify(session).intact


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE audit_line SET label='x' WHERE sequence=2",
        "DELETE FROM audit_line WHERE sequence=2",
        "UPDATE audit_payload SET payload=x'00' WHERE sequence=2",
    ],
)
def test_an_edited_audit_is_found(records: Records, damage: str) -> None:
    for name in "一二三":
        records.do(shelf.add_shelf, name)
    with records.database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.exec_driver_sql("DELETE FROM audit_payload WHERE sequence=2") if damage.startswith(
            "DELETE"
        ) else None
        connection.exec_driver_sql(damage)
    with records.database.reading() as session:
        verdict = audit.verify(session)
    assert not verdict.intact
    assert verdict.broken in (2, 3)


def test_an_erased_payload_leaves_the_chain_whole(records: Records) -> None:
    sequence = records.do(shelf.add_shelf, "忘れる名前").change.sequence
    with records.database.writing() as session:
        audit.erase(session, sequence)
    with records.database.reading() as session:
        assert audit.verify(session).intact
    assert records.history()[0].erased
    with pytest.raises(NoLongerKnown):
        records.undo_at(sequence)


def test_a_draft_is_kept_without_undo_or_audit(records: Records) -> None:
    records.keep(Draft("minutes", "", "議事", 2))
    records.keep(Draft("minutes", "", "議事録の途中", 6))
    assert records.draft("minutes") == Draft("minutes", "", "議事録の途中", 6)
    assert records.undoable is None
    assert records.history() == ()
    records.drop("minutes")
    assert records.draft("minutes") is None


def test_numbers_have_no_gaps_even_when_a_transaction_fails(records: Records) -> None:
    for _ in range(2):
        with records.database.writing() as session:
            numbers.take(session, "receipt", 2026)
    with pytest.raises(RuntimeError), records.database.writing() as session:
        numbers.take(session, "receipt", 2026)
        raise RuntimeError
    with records.database.writing() as session:
        assert numbers.take(session, "receipt", 2026) == 3
        assert numbers.take(session, "receipt", 2027) == 1


def test_a_stale_save_is_refused(records: Records) -> None:
    key = records.do(shelf.add_shelf, "一").result
    with pytest.raises(sa.orm.exc.StaleDataError), records.database.writing() as session:
        row = session.get_one(Shelf, key)
        with records.database.door():
            session.connection().execute(sa.update(Shelf).values(version=9))
            row.name = "二"
            session.flush()


def test_a_second_opener_is_refused_while_the_desk_is_open(records: Records) -> None:
    with pytest.raises(DeskInUse):
        Database.open(records.database.path, KEY)
    records.close()
    Database.open(records.database.path, KEY).close()


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0" * 1024, b"short"])
def test_a_file_that_is_no_desk_is_damaged_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(DeskDamaged):
        Database.open(path, KEY)
    assert path.read_bytes() == content


def test_a_missing_file_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(DeskMissing):
        Database.open(tmp_path / "other.db", KEY)
    assert not (tmp_path / "other.db").exists()


def test_a_wrong_key_is_refused(desk_file: Path, records: Records) -> None:
    records.close()
    with pytest.raises(DeskDamaged):
        Database.open(desk_file, bytes(32))


def test_what_is_derived_from_rows_is_told_of_every_way_they_are_written(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flush, a chunk of edits, undo and redo: each tells all its keys at once, when all rows are written."""
    told: list[tuple[int, int]] = []

    def keep(connection: sa.Connection, keys: Collection[UUID]) -> None:
        prices = connection.execute(sa.select(sa.func.sum(Book.price))).scalar_one_or_none()
        told.append((len(set(keys)), prices or 0))

    monkeypatch.setitem(batch.KEPT_IN_STEP, "zz_book", keep)
    records.do(shelf.add_shelf, "郷土", ("神戸の歴史", "みなと"))
    records.do(shelf.price_books, 500)
    with records.database.reading() as session:
        first = session.scalars(sa.select(Book.id)).first()
    records.do(shelf.import_books, (), (Edit(first, {"price": 500}, {"price": 700}),))
    for _ in range(3):
        records.undo()
    records.redo()
    assert told == [(2, 0), (2, 1000), (1, 1200), (1, 1000), (2, 0), (2, 0), (2, 0)]


def test_a_refusal_by_what_is_derived_takes_everything_back(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_connection: sa.Connection, _keys: Collection[UUID]) -> None:
        raise ChangedSince

    monkeypatch.setitem(batch.KEPT_IN_STEP, "zz_book", refuse)
    with pytest.raises(ChangedSince):
        records.do(shelf.add_shelf, "郷土", ("神戸の歴史",))
    assert records.ask(shelf.shelves) == ()
    assert records.undoable is None
