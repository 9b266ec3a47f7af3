"""The small centre, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.centre import NOON, House, set_up
from support.key import KEY

from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records

MANAGER = Who("slot-1", "中村 書記子", Role.SECRETARY, admin=True)


@pytest.fixture(scope="session")
def centre_desk(empty_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, House]:
    """A desk with the centre, and the keys of its rooms and groups."""
    path = Path(shutil.copy(empty_desk, tmp_path_factory.mktemp("centre") / "desk.db"))
    records = Records(Database.open(path, KEY), MANAGER)
    with clock.stopped_at(NOON):
        house = set_up(records)
    records.close()
    return path, house


@pytest.fixture
def records(centre_desk: tuple[Path, House], tmp_path: Path) -> Iterator[Records]:
    """The desk with the centre, used by its manager."""
    opened = Records(Database.open(Path(shutil.copy(centre_desk[0], tmp_path / "desk.db")), KEY), MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def house(centre_desk: tuple[Path, House], records: Records) -> Iterator[House]:
    """The centre's keys, at noon of 1 April 2026."""
    with clock.stopped_at(NOON):
        yield centre_desk[1]
