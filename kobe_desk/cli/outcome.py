"""What a command says and how it ends."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _

DONE, REFUSED, WRONG_USE, CANNOT_OPEN, INTERRUPTED = 0, 1, 2, 3, 130

_CANNOT_OPEN = {
    "core.database.situations": "DeskInUse DeskMissing DeskOnlyRead NewerDesk OldEngine",
    "core.migrate": "UpgradeFailed",
    "core.permission": "NotAllowed",
    "core.sheets.sheet": "CannotReadSheet",
    "core.vault.situations": (
        "BackupMissing CannotWrite DeskReadOnly FileHeld NoRoom PlaceMissing SlotsMissing "
        "TermEnded TermNotBegun WrongPassphrase WrongRecoveryCode"
    ),
    "paper.sign.authority": "FolderNotWritable",
    "paper.verify.door": "CannotOpen",
    "paper.verify.trust": "NotACertificate",
}
_WRONG_USE = {"core.vault.situations": "DeskExists NameMissing PassphraseTooShort"}
"""By name: these live behind imports that a refusal of something else need not wait for."""


class Refused(Exception):
    """A command ends with a sentence and an exit code of its own."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


def exit_code(error: UserError) -> int:
    """The exit code of a refusal."""
    if _stands_in(_CANNOT_OPEN, error):
        return CANNOT_OPEN
    return WRONG_USE if _stands_in(_WRONG_USE, error) else REFUSED


def _stands_in(names: dict[str, str], error: UserError) -> bool:
    kinds = ((each.__module__.removeprefix("kobe_desk."), each.__name__) for each in type(error).__mro__)
    return any(name in names.get(module, "").split() for module, name in kinds)


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
