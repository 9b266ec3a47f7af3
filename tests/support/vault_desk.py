"""A real desk folder for tests, with keys that are cheap to derive (a plugin: its fixtures are known everywhere)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kobe_desk.core import clock, migrate
from kobe_desk.core.permission import Role
from kobe_desk.core.vault import crypto, keys, making, opening
from kobe_desk.core.vault.crypto import Cost
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.opening import OpenDesk

ROOT = Path(__file__).resolve().parents[2]
"""Where a program of a test finds the package."""
KEY = bytes(range(32))
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "さくら みかん とけい かもめ いずみ"


@contextmanager
def later(seconds: float) -> Iterator[None]:
    """As if so much time had passed."""
    with clock.stopped_at(clock.now() + timedelta(seconds=seconds)):
        yield


@pytest.fixture
def made_desk(tmp_path: Path, empty_desk: Path) -> Made:
    """A new desk of 中村 書記子. Its tables were made once for all tests, hence one data key for all of them."""
    with pytest.MonkeyPatch.context() as patch:
        first = iter((KEY,))
        fresh = crypto.new_key
        patch.setattr(crypto, "new_key", lambda: next(first, None) or fresh())
        patch.setattr(migrate, "create", lambda path, key: shutil.copy(empty_desk, path))
        return making.make_desk(tmp_path / "みなと台自治会", WORDS, "中村 書記子", Role.SECRETARY, cost=CHEAP)


@pytest.fixture
def open_desk(made_desk: Made) -> Iterator[OpenDesk]:
    """The same desk, open."""
    opened = opening.open_desk(made_desk.folder, keys.unlock(made_desk.folder, Passphrase(WORDS)))
    yield opened
    opened.close()
