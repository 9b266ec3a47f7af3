"""Files appear whole or not at all, also where a virus scanner holds them; their names fit every system."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kobe_desk.core import atomic
from kobe_desk.core.file_name import LONGEST, file_name
from kobe_desk.core.vault import store
from kobe_desk.core.vault.situations import CannotWrite, FileHeld, NoRoom


def held_for(times: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Renaming fails so often, as on Windows while another program looks at the file. Returns the waits."""
    waits: list[float] = []
    rename = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if len(waits) < times:
            raise PermissionError(13, "Access is denied")
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(atomic.time, "sleep", waits.append)
    return waits


def test_a_file_that_is_held_for_a_moment_is_written_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    waits = held_for(4, monkeypatch)
    atomic.write_bytes(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert len(waits) == 4 and sum(waits) <= 2


def test_a_file_that_stays_held_keeps_what_was_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    held_for(99, monkeypatch)
    with pytest.raises(PermissionError):
        atomic.write_bytes(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def test_half_a_file_never_gets_the_name(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), atomic.writing(tmp_path / "a") as file:
        file.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_windows_opens_no_folder_to_flush_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "os", SimpleNamespace(name="nt"))  # anything else of it would fail here
    atomic.flush_folder(tmp_path)


def test_on_macos_a_file_goes_down_to_the_disk_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    orders: list[int] = []
    fake = SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda _handle, order: orders.append(order))
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "fcntl", fake)
    atomic.write_bytes(tmp_path / "a", b"x")
    assert orders == [51]

    def unknown(*_given: object) -> None:
        raise OSError(45, "Operation not supported")

    monkeypatch.setattr(fake, "fcntl", unknown)
    atomic.write_bytes(tmp_path / "a", b"y")
    assert (tmp_path / "a").read_bytes() == b"y"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), NoRoom),
        (OSError(30, "Read-only file system"), CannotWrite),
        (PermissionError(13, "Permission denied"), CannotWrite),
    ],
)
def test_what_stands_in_the_way_is_said(error: OSError, said: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(said), store.saying_why(tmp_path):
        raise error


def test_a_file_that_another_program_has_open_is_called_so(tmp_path: Path) -> None:
    error = PermissionError(13, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined]
    with pytest.raises(FileHeld) as refusal, store.saying_why(tmp_path):
        raise error
    assert "開いて" in refusal.value.message()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("みなと台自治会", "みなと台自治会"),
        ("総会/臨時:2026?", "総会_臨時_2026_"),
        ("..\\隣", ".._隣".lstrip(".")),
        ('会報 <1>*|"', "会報 _1____"),
        ("名簿. ", "名簿"),
        ("con", "_con"),
        ("COM1.kobedesk", "_COM1.kobedesk"),
        ("console", "console"),
        ("", "_"),
        ("　", "_"),
        ("一\n二\0", "一_二_"),
        ("𠮷田・辻󠄀", "𠮷田・辻󠄀"),
    ],
)
def test_a_name_is_one_that_every_system_takes(text: str, name: str) -> None:
    assert file_name(text) == name


def test_a_long_name_is_cut_between_characters(tmp_path: Path) -> None:
    name = file_name("長い名前の自治会" * 40)
    assert LONGEST - 3 < len(name.encode()) <= LONGEST
    (tmp_path / f".{name}-20260401-090000-0001.kobedesk-backup.db.partial").touch()
