"""The command line called in this process, with what it said (a plugin: its fixtures are known everywhere)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kobe_desk import cli
from kobe_desk.core.text import use_language
from support.vault_desk import WORDS


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command as somebody types it."""

    def call(*words: object) -> Ended:
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            use_language("ja")
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return call


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file whose first line is the passphrase of `made_desk`."""
    file = tmp_path / "合言葉.txt"
    file.write_text(f"{WORDS}\nsecond line\n", encoding="utf-8-sig")
    return file
