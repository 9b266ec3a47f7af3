"""The system's own key store: a real one, a locked one, none at all. Losing it costs one passphrase only."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.vault_desk import ROOT, WORDS

from kobe_desk.core.vault import commands, keys, os_keyring
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.making import Made
from kobe_desk.core.vault.opening import OpenDesk

SESSION = "dbus-run-session"
needs_secret_service = pytest.mark.skipif(
    not (shutil.which(SESSION) and shutil.which("gnome-keyring-daemon")),
    reason="a Secret Service exists on Linux only; the set-up of the tests installs it there",
)

PROGRAM = """
import sys
from pathlib import Path
from kobe_desk.core.vault import commands, keys, opening, os_keyring
os_keyring.SECONDS = 4.0
folder = Path(sys.argv[1])
"""
KEEP = """
with opening.open_desk(folder, keys.unlock(folder, keys.Passphrase(sys.argv[2]))) as desk:
    print(os_keyring.available(), commands.remember_here(desk))
    print([row.kind.value for row in commands.slots_of(desk)])
"""
OPEN = """
unlocked = keys.unlock_with_keyring(folder)
print(unlocked and (unlocked.who.person, unlocked.kind.value, unlocked.who.admin))
"""
FORGET = """
with opening.open_desk(folder, keys.unlock(folder, keys.Passphrase(sys.argv[2]))) as desk:
    commands.forget_here(desk)
    print(len(commands.slots_of(desk)), keys.unlock_with_keyring(folder))
"""
END = """
with opening.open_desk(folder, keys.unlock(folder, keys.Passphrase(sys.argv[2]))) as desk:
    commands.change_passphrase(desk, sys.argv[2], "ちどり かもめ とんび ひばり")
print(keys.unlock_with_keyring(folder))
"""


def _run(home: Path, made_desk: Made, *programs: str, unlocked: bool = True, bus: bool = True) -> list[str]:
    """Run programs one after another in a session of its own, as another start of the desk would be."""
    (home / ".cache").mkdir(parents=True)
    (home / ".local/share/keyrings").mkdir(parents=True)
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PYTHONPATH": str(ROOT)}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    home.chmod(0o700)
    steps = []
    for number, program in enumerate(programs):
        path = home / f"program{number}.py"
        path.write_text(PROGRAM + program, encoding="utf-8")
        steps.append(f'"{sys.executable}" "{path}" "{made_desk.folder}" "{WORDS}"')
    daemon = 'printf "pw\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; sleep 0.5; '
    shell = (daemon if unlocked else "") + " && ".join(steps)
    start = [SESSION, "--", "bash", "-c", shell] if bus else ["bash", "-c", shell]
    done = subprocess.run(start, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@needs_secret_service
def test_a_real_key_store_opens_the_desk_for_the_person_it_was_kept_for(made_desk: Made, tmp_path: Path) -> None:
    said = _run(tmp_path / "home", made_desk, KEEP, OPEN, FORGET)
    assert said[0] == "True True"
    assert said[1] == "['passphrase', 'recovery', 'keyring']"
    assert said[2] == "('中村 書記子', 'keyring', True)"
    assert said[3] == "2 None"


@needs_secret_service
def test_a_changed_passphrase_ends_what_key_stores_hold(made_desk: Made, tmp_path: Path) -> None:
    assert _run(tmp_path / "home", made_desk, KEEP, END)[-1] == "None"


@needs_secret_service
def test_a_lost_key_store_means_the_passphrase_is_asked(made_desk: Made, tmp_path: Path) -> None:
    _run(tmp_path / "home", made_desk, KEEP)
    assert _run(tmp_path / "other home", made_desk, OPEN) == ["None"]
    assert keys.unlock(made_desk.folder, Passphrase(WORDS)) == made_desk.unlocked


@needs_secret_service
def test_a_locked_key_store_neither_hangs_nor_fails(made_desk: Made, tmp_path: Path) -> None:
    started = time.monotonic()
    said = _run(tmp_path / "home", made_desk, KEEP, OPEN, unlocked=False)
    assert said[0].endswith("False")
    assert said[-1] == "None"
    assert time.monotonic() - started < 30


@needs_secret_service
def test_without_any_key_store_everything_else_works(made_desk: Made, tmp_path: Path) -> None:
    assert _run(tmp_path / "home", made_desk, KEEP, OPEN, unlocked=False, bus=False) == [
        "False False",
        "['passphrase', 'recovery']",
        "None",
    ]


class PlaintextKeyring:
    """What keyrings.alt offers: it would keep the key in a file that anybody can read."""

    def set_password(self, *_given: str) -> None:
        raise AssertionError("a store that does not encrypt was given a key")

    get_password = set_password


def test_a_store_that_does_not_encrypt_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_keyring", PlaintextKeyring)
    assert not os_keyring.available()
    assert not os_keyring.keep("entry", bytes(32))
    assert os_keyring.fetch("entry") is None


@pytest.mark.parametrize(
    "name", ["NoKeyringError", "InitError", "KeyringLocked", "PasswordSetError", "PasswordDeleteError", "KeyringError"]
)
def test_every_error_of_a_key_store_means_nothing_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.errors

    def fail(*_given: object) -> None:
        raise getattr(keyring.errors, name)("locked")

    monkeypatch.setattr("keyring.get_keyring", fail)
    assert not os_keyring.keep("entry", bytes(32))
    assert os_keyring.fetch("entry") is None
    os_keyring.forget("entry")


class Store:
    """A key store that keeps what it is given until it loses it."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_password(self, _service: str, entry: str) -> str | None:
        return self.kept.get(entry)

    def set_password(self, _service: str, entry: str, secret: str) -> None:
        self.kept[entry] = secret

    def delete_password(self, _service: str, entry: str) -> None:
        del self.kept[entry]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    made = Store()
    monkeypatch.setattr(os_keyring, "_backend", lambda: made)
    return made


def test_a_key_that_this_computer_has_lost_can_be_kept_again(open_desk: OpenDesk, store: Store) -> None:
    assert not commands.lost_here(open_desk)  # it never was kept: nobody is asked
    assert commands.remember_here(open_desk)
    assert not commands.lost_here(open_desk)
    store.kept.clear()
    assert commands.lost_here(open_desk)
    assert commands.remember_here(open_desk)
    assert not commands.lost_here(open_desk)
    assert keys.unlock_with_keyring(open_desk.folder.path) is not None


def test_without_a_store_nothing_is_offered(open_desk: OpenDesk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    commands.remember_here(open_desk)
    monkeypatch.setattr(os_keyring, "_backend", lambda: None)
    assert not commands.lost_here(open_desk)


def test_what_is_kept_fits_into_every_store(open_desk: OpenDesk, store: Store) -> None:
    """Windows takes 2,560 bytes and counts two for a letter."""
    commands.remember_here(open_desk)
    assert all(2 * len(secret) < 2560 for secret in store.kept.values())


def test_a_store_that_never_answers_is_left_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os_keyring, "SECONDS", 0.05)
    monkeypatch.setattr("keyring.get_keyring", lambda: time.sleep(0.5))
    assert os_keyring.fetch("entry") is None
