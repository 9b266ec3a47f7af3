"""The passphrase of a desk: from a file or from a prompt, never from the command line."""

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from kobe_desk.cli.outcome import CANNOT_OPEN, Refused
from kobe_desk.core.text import _
from kobe_desk.core.vault.keys import Passphrase, unlock
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
        raise Refused(_("Please name the file with the passphrase: --passphrase-file FILE"), CANNOT_OPEN)
    typed = getpass.getpass(_("Passphrase: "))
    if twice and getpass.getpass(_("Once more: ")) != typed:
        raise Refused(_("The two passphrases are not the same. Nothing was made."), CANNOT_OPEN)
    return typed


def opened(options: Namespace, folder: Path) -> OpenDesk:
    """The desk in this folder, opened with the passphrase. Raises the vault's refusals."""
    look(folder)  # a missing or foreign file is said before anybody types a passphrase
    return open_desk(folder, unlock(folder, Passphrase(passphrase(options))))
