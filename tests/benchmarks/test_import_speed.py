"""Taking in a dirty CP932 roster, undo and audit included, against decoding it and inserting its cells as they are.

The floor leaves the same kind of file, encrypted and searchable: SQLCipher with the desk's own settings (FULL sync,
one transaction), the cells in one table with two indexes, and their pairs of characters in an FTS5 table. It does not
clean, compare, find households, record an undo or write an audit line. A file that cannot be searched costs a fifth of
that and is only told. All the work done counts, that of the reading child included.
"""

import csv
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from benchmarks.processes import child, children_of, most_rss, rss
from benchmarks.race import Ratios, timed
from benchmarks.rosters import HEADINGS
from benchmarks.sizes import MANY_PEOPLE
from support.key import KEY
from support.vault_desk import CHEAP, WORDS

from kobe_desk.core import database
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.core.search_key import TOKENIZE, number_tokens, tokens
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.vault import making
from kobe_desk.modules.members.exchange.ahead import rows_ahead
from kobe_desk.modules.members.exchange.fields import words_expected
from kobe_desk.modules.members.exchange.guess import guess
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.usecases.importing import Headings, import_roster

pytestmark = pytest.mark.benchmark
ROUNDS = 3
COLUMNS = ", ".join(f"c{number}" for number in range(len(HEADINGS)))
MARKS = ", ".join("?" * len(HEADINGS))
NUMBER, NAME, KANA, POSTAL, ADDRESS, BUILDING, PHONE, MOBILE, MAIL = (
    HEADINGS.index(each)
    for each in ("会員番号", "氏名", "ふりがな", "郵便番号", "住所", "建物名", "電話番号", "携帯電話", "メールアドレス")
)
APP_AND = 25.0
"""MiB beyond the app before it."""


def test_a_long_roster_is_taken_in_within_a_few_raw_inserts(
    ratios: Ratios, many_dirty_rows: Path, work_folder: Path, empty_desk: Path
) -> None:
    desk, raw = work_folder / "desk.db", work_folder / "raw.db"

    def own() -> None:
        desk.write_bytes(empty_desk.read_bytes())
        records = Records(Database.open(desk, KEY), Who("slot-1", "中村 書記子", Role.SECRETARY, admin=True))
        take_in(records, many_dirty_rows)
        records.close()

    ways = (
        own,
        partial(insert, raw, many_dirty_rows, indexed=True),
        partial(insert, raw, many_dirty_rows, indexed=False),
    )
    rounds = [tuple(timed(way) for way in ways) for _ in range(ROUNDS)]
    name = f"import of {MANY_PEOPLE:,} dirty rows"
    ratios.took(f"{name}, floor not searchable", [(mine, bare) for mine, _same, bare in rounds], most=None)
    row = ratios.took(name, [(mine, same) for mine, same, _bare in rounds], most=5)
    assert row.held, str(row)


def test_a_long_import_needs_little_more_memory_than_the_app(
    ratios: Ratios, many_dirty_rows: Path, work_folder: Path
) -> None:
    """The app's own process, at its peak; the child that reads the file ahead is told beside it."""
    made = making.make_desk(work_folder / "みなと台自治会", WORDS, "中村 書記子", cost=CHEAP)
    with child("take_in_roster.py", made.folder, made.unlocked.key.hex(), many_dirty_rows, home=work_folder) as run:
        assert run.line() == "open"
        before, reader = rss(run.process), 0.0
        run.go_on()
        while not run.has_said(within=0.05):
            reader = max(reader, sum(map(rss, children_of(run.process))))
        beyond = most_rss(run.process) - before
        assert int(run.line()) > MANY_PEOPLE * 0.9
    name, told = f"memory beyond the app, {MANY_PEOPLE:,} rows", f"reading child {reader:.0f} MiB"
    row = ratios.compare(name, [(beyond, APP_AND)], most=1, unit="MiB", beside=told)
    assert row.held, str(row)


def take_in(records: Records, roster: Path) -> None:
    """What the page and the command do once the columns are agreed to."""
    sheet = read_sheet(roster, words=words_expected())
    fields = tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first()], {}))
    headings = Headings(sheet.header, tuple(each.value for each in fields))
    done = records.do(import_roster, rows_ahead(sheet, Mapping(fields)), headings)
    assert done.result.imported > MANY_PEOPLE * 0.9
    assert records.undoable is not None


def insert(target: Path, roster: Path, *, indexed: bool) -> None:
    """Decode, split and insert, nothing else."""
    target.unlink(missing_ok=True)
    connection = database.create(target, KEY)
    connection.execute(f"CREATE TABLE raw (id INTEGER PRIMARY KEY, {COLUMNS})")
    for column in (NAME, KANA):
        connection.execute(f"CREATE INDEX raw_{column} ON raw (c{column})")
    connection.execute(
        f"CREATE VIRTUAL TABLE search USING fts5(words, place, content='', contentless_delete=1, tokenize='{TOKENIZE}')"
    )
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO raw ({COLUMNS}) VALUES ({MARKS})", cells(roster))
    if indexed:
        rows = ((number, *words(row)) for number, row in zip(count(1), cells(roster), strict=False))
        connection.executemany("INSERT INTO search (rowid, words, place) VALUES (?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()


def cells(roster: Path) -> Iterator[list[str]]:
    with roster.open(encoding="cp932", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from (row for row in reader if len(row) == len(HEADINGS))


def words(row: list[str]) -> tuple[str, str]:
    return (
        f"{tokens(row[NAME], row[KANA], row[MAIL], row[NUMBER])} {number_tokens(row[PHONE], row[MOBILE])}",
        f"{tokens(row[ADDRESS], row[BUILDING])} {number_tokens(row[POSTAL])}",
    )
