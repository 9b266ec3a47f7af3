"""What a command says and how it ends."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from kobe_desk.core.database import DeskInUse, DeskMissing, DeskOnlyRead, NewerDesk, OldEngine
from kobe_desk.core.errors import UserError
from kobe_desk.core.migrate import UpgradeFailed
from kobe_desk.core.permission import NotAllowed
from kobe_desk.core.text import _
from kobe_desk.core.vault import situations as vault

DONE, REFUSED, WRONG_USE, CANNOT_OPEN, INTERRUPTED = 0, 1, 2, 3, 130

_CANNOT_OPEN = (
    DeskInUse,
    DeskMissing,
    DeskOnlyRead,
    NewerDesk,
    NotAllowed,
    OldEngine,
    UpgradeFailed,
    vault.WrongPassphrase,
    vault.WrongRecoveryCode,
    vault.TermEnded,
    vault.TermNotBegun,
    vault.SlotsMissing,
    vault.DeskReadOnly,
    vault.BackupMissing,
    vault.PlaceMissing,
    vault.CannotWrite,
    vault.FileHeld,
    vault.NoRoom,
)
_WRONG_USE = (vault.PassphraseTooShort, vault.DeskExists, vault.NameMissing)
_ELSEWHERE = {
    "CannotOpen": CANNOT_OPEN,
    "CannotReadSheet": CANNOT_OPEN,
    "NotACertificate": CANNOT_OPEN,
    "FolderNotWritable": CANNOT_OPEN,
}
"""By name: these live behind imports that a command about the desk need not wait for."""


class Refused(Exception):
    """A command ends with a sentence and an exit code of its own."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


def exit_code(error: UserError) -> int:
    """The exit code of a refusal."""
    if isinstance(error, _CANNOT_OPEN):
        return CANNOT_OPEN
    if isinstance(error, _WRONG_USE):
        return WRONG_USE
    return _ELSEWHERE.get(type(error).__name__, REFUSED)


def refuse(options: Namespace, kind: str, sentence: str, code: int) -> int:
    """Say why not: one sentence for people on the error stream, and with --json the same as an object."""
    if options.json:
        print(_as_json({"error": {"kind": kind, "text": sentence}}))
    print(sentence, file=sys.stderr)
    return code


def say(options: Namespace, words: str, facts: dict[str, Any]) -> None:
    """One answer: words for people, or with --json the facts for machines."""
    print(_as_json(facts) if options.json else words)


def _as_json(facts: dict[str, Any]) -> str:
    """One line; in plain letters where the console (CP932) has not all of ours."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return json.dumps(facts, ensure_ascii=encoding.lower().replace("-", "") != "utf8")


def progress(options: Namespace, words: str) -> None:
    """A line about what is being done; silent for machines."""
    if not options.json:
        print(words, file=sys.stderr, flush=True)


def existing(path: Path, sentence: str) -> Path:
    """A file that is there. Raises Refused (cannot open)."""
    if path.is_dir():
        words = _("“{name}” is a folder. Please name the file in it.")
        raise Refused(words.format(name=path.name), CANNOT_OPEN)
    if not path.is_file():
        raise Refused(sentence.format(name=path.name), CANNOT_OPEN)
    return path
