"""What the rows stand on: desks of many people; and the table of ratios at the end."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.race import Ratios
from benchmarks.rosters import write_dirty_roster
from benchmarks.sizes import MANY_PEOPLE, PEOPLE, SHARE
from support.vault_desk import WORDS

from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.text import use_language
from kobe_desk.core.vault import commands, crypto, making, opening, os_keyring
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.modules.members.exchange.ahead import rows_ahead
from kobe_desk.modules.members.exchange.fields import words_expected
from kobe_desk.modules.members.exchange.guess import guess
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.usecases.importing import import_roster

_RATIOS = Ratios()


@pytest.fixture(scope="session")
def ratios() -> Ratios:
    return _RATIOS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _RATIOS.rows:
        return
    share = "" if SHARE == 1 else f", {SHARE:.0%} of the full sizes"
    terminalreporter.section(
        f"ratios to the floor, {os.cpu_count()} cores{share}: median, range, required, own / floor"
    )
    for row in _RATIOS.rows:
        terminalreporter.write_line(str(row), red=not row.held)


@dataclass(frozen=True)
class People:
    """A desk with people in it, closed; and what this computer's key store keeps of it."""

    desk: Path
    secret: bytes
    opened: Callable[[], OpenDesk]


@pytest.fixture(scope="session")
def many_dirty_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _roster(tmp_path_factory, MANY_PEOPLE)


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    """A desk of a large association."""
    return _desk(tmp_path_factory, _roster(tmp_path_factory, PEOPLE))


@pytest.fixture(scope="session")
def many_people(tmp_path_factory: pytest.TempPathFactory, many_dirty_rows: Path) -> People:
    return _desk(tmp_path_factory, many_dirty_rows)


def _roster(factory: pytest.TempPathFactory, people: int) -> Path:
    path = factory.mktemp("roster") / "名簿.csv"
    write_dirty_roster(path, people)
    return path


def _desk(factory: pytest.TempPathFactory, roster: Path) -> People:
    folder = factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        made = making.make_desk(folder / "みなと台自治会", WORDS, "中村 書記子", cost=crypto.PRODUCT)
        with opening.open_desk(made.folder, made.unlocked) as desk:
            sheet = read_sheet(roster, words=words_expected())
            fields = tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first()], {}))
            desk.records.do(import_roster, rows_ahead(sheet, Mapping(fields)))
            kept: list[bytes] = []
            patch.setattr(os_keyring, "keep", lambda _entry, secret: not kept.append(secret))
            assert commands.remember_here(desk)
    return People(made.folder, kept[0], lambda: opening.open_desk(made.folder, made.unlocked))


@pytest.fixture(autouse=True)
def in_japanese() -> None:
    use_language("ja")


@pytest.fixture
def work_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose large files do not stay behind."""
    yield tmp_path
    shutil.rmtree(tmp_path, ignore_errors=True)
