"""The real things the tests stand on: an encrypted desk in a temporary folder, and windows without a screen."""

import gc
import os
import shutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "1")

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.key import KEY

from kobe_desk.core import clock, migrate
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records

_HELPERS = ("vault_desk", "command_line", "applications", "centre", "token", "time_server", "screen")
pytest_plugins = [f"support.{each}" for each in _HELPERS]

# how long an example takes tells of a busy machine only
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")
gc.disable()  # as in the program: a window that is collected on the records' thread takes the process down later
_MANY, _YOUNG_ONES = 50_000, 10
"""New objects that are worth a collection of the young ones, and how many of those one of all."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walks through every window take longest: where processes share the files, one of them begins there."""
    items.sort(key=lambda item: "every_window" not in item.path.parts)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """What refers to itself is collected here, between two tests, on the thread of the screen."""
    if gc.get_count()[0] >= _MANY:
        gc.collect(2 if gc.get_count()[2] >= _YOUNG_ONES else 1)


SECRETARY = Who("slot-1", "中村 書記子", Role.SECRETARY, admin=True)


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty desk file with all tables, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "desk.db"
    migrate.create(path, KEY)
    return path


@pytest.fixture
def desk_file(empty_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_desk, tmp_path / "desk.db"))


@pytest.fixture
def records(desk_file: Path) -> Iterator[Records]:
    """An open, empty desk, used by its secretary."""
    opened = Records(Database.open(desk_file, KEY), SECRETARY)
    yield opened
    opened.close()


@pytest.fixture
def records_as(records: Records) -> Callable[[Role], Records]:
    """The same open desk, used by somebody of another role."""
    return lambda role: Records(records.database, Who(f"slot-{role}", "別の人", role))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own folders."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _true_clock() -> None:
    """A test begins on the true day: whoever held the clock before has let it go."""
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1), (
        "a fixture of another test still holds the clock"
    )


@pytest.fixture
def desk(records: Records, qtbot: object) -> Iterator["Desk"]:  # noqa: F821
    """The desk over an empty file, answering before each call returns."""
    from kobe_desk.ui.desk import Desk

    yield Desk(records, inline=True)
