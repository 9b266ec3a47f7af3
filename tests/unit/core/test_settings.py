"""The choices a person made for this computer survive, and never stop a start."""

import json
from pathlib import Path

import pytest

from kobe_desk.core import settings
from kobe_desk.core.settings import Settings


def test_choices_are_read_as_they_were_written(tmp_path: Path) -> None:
    chosen = Settings(language="en", palette="dark", size=20, lock_after=0, desks=("/a/会.kobedesk",))
    settings.write(chosen, tmp_path / "deep" / "settings.json")
    assert settings.read(tmp_path / "deep" / "settings.json") == chosen


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", '"light"', "[" * 5000, '{"desks": 3}', "\udc80"])
def test_a_broken_file_means_the_defaults(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert settings.read(tmp_path / "settings.json") == Settings()


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert settings.read(tmp_path / "none.json") == Settings()


def test_only_the_value_out_of_range_takes_its_default(tmp_path: Path) -> None:
    kept = {"size": 13, "palette": "dark", "lock_after": True, "language": "fr", "newer": 1, "desks": ["/a", 3]}
    (tmp_path / "settings.json").write_text(json.dumps(kept))
    assert settings.read(tmp_path / "settings.json") == Settings(palette="dark", desks=("/a",))


def test_the_desk_opened_last_stands_first_and_only_once() -> None:
    remembered = Settings(desks=("/a", "/b")).with_desk(Path("/b"))
    assert remembered.desks == ("/b", "/a")
