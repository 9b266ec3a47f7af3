"""An application to the teaching programme on the desk of the sample association, answered by the desk's own verbs."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kobe_desk import sample
from kobe_desk.cli.demo.application import answer_questions
from kobe_desk.cli.demo.bundle import answer_together, begin_together
from kobe_desk.cli.demo.keys import make_keys
from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from support.key import KEY

NOON = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
SECRETARY = Who("slot-1", "𠮷田　和代", Role.SECRETARY, admin=True)


@pytest.fixture(scope="session")
def sample_file(empty_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk file with the sample association, made once."""
    path = Path(shutil.copy(empty_desk, tmp_path_factory.mktemp("sample") / "desk.db"))
    records = Records(Database.open(path, KEY), SECRETARY)
    with clock.stopped_at(NOON):
        sample.make_sample(records)
    records.close()
    return path


@pytest.fixture
def sample_records(sample_file: Path, tmp_path: Path) -> Iterator[Records]:
    """The sample association's records, at noon of 25 November 2026."""
    records = Records(Database.open(Path(shutil.copy(sample_file, tmp_path / "sample.db")), KEY), SECRETARY)
    with clock.stopped_at(NOON):
        yield records
    records.close()


@pytest.fixture(scope="session")
def together_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UUID]:
    """A desk file with several applications answered together, made once; and the key of the bundle."""
    path = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("together") / "desk.db"))
    records = Records(Database.open(path, KEY), SECRETARY)
    with clock.stopped_at(NOON):
        key = begin_together(records)
        answer_together(records, key)
    records.close()
    return path, key


@pytest.fixture
def together_records(together_file: tuple[Path, UUID], tmp_path: Path) -> Iterator[tuple[Records, UUID]]:
    """The sample association's records with an answered bundle, and its key."""
    records = Records(Database.open(Path(shutil.copy(together_file[0], tmp_path / "together.db")), KEY), SECRETARY)
    with clock.stopped_at(NOON):
        yield records, together_file[1]
    records.close()


@pytest.fixture
def answered(sample_records: Records) -> UUID:
    """An application with every question answered and everything enclosed."""
    return answer_questions(sample_records)


@pytest.fixture
def passphrases(sample_records: Records, tmp_path: Path) -> dict[str, str]:
    """The chair's and the treasurer's keys are made and kept in the desk; what opens each."""
    return dict(make_keys(sample_records, tmp_path / "usb").passphrases)
