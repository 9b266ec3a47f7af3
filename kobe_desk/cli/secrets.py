"""The passphrase of a desk: from a file or from a prompt, never from the command line."""

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

from kobe_desk.cli.outcome import CANNOT_OPEN, Refused
from kobe_desk.core.text import _
from kobe_desk.core.vault.folder import DeskFolder, with_suffix
from kobe_desk.core.vault.keys import Passphrase, Unlocked, unlock
from kobe_desk.core.vault.opening import OpenDesk, look, open_desk


def passphrase(options: Namespace, *, twice: bool = False) -> str:
    """The first line of --passphrase-file, or what is typed without being shown. Raises Refused."""
    if options.passphrase_file:
        try:
            lines = options.passphrase_file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            raise Refused(_("The passphrase file cannot be read."), CANNOT_OPEN) from None
        return str(lines[0]) if lines else ""
    if not sys.stdin or not sys.stdin.isatty():
        words = _("Please name the file with the passphrase: --passphrase-file FILE")
        raise Refused(words, CANNOT_OPEN)
    typed = getpass.getpass(_("Passphrase: "))
    if twice and getpass.getpass(_("Once more: ")) != typed:
        raise Refused(_("The two passphrases are not the same. Nothing was made."), CANNOT_OPEN)
    return typed


def desk_at(given: Path) -> Path:
    """The desk's folder, named with or without its ending, or by the desk.db in it."""
    path = Path(os.path.abspath(given))  # noqa: PTH100 - `.` and `..` must have a name; links stay links
    with_ending = with_suffix(path)
    if not DeskFolder.at(path).database.exists() and with_ending.is_dir():
        return with_ending
    return path if path.exists() else with_ending


def unlocked(options: Namespace, folder: Path) -> Unlocked:
    """The key of the desk in this folder. Raises the vault's refusals."""
    look(folder)  # a missing or foreign file is said before anybody types a passphrase
    return unlock(folder, Passphrase(passphrase(options)))


def opened(options: Namespace, given: Path) -> OpenDesk:
    """The desk at this place, opened with the passphrase. Raises the vault's refusals."""
    folder = desk_at(given)
    return open_desk(folder, unlocked(options, folder))
