"""A start as somebody starts the program, with a stand-in for the computer's key store: DESK SECRET.

A page that says so is painted, the records are brought in behind it, and the window opens at the roster.
"""

import sys
from functools import partial
from pathlib import Path

import kobe_desk.app

kobe_desk.app.begin_lightly()  # as `main` begins

from painted import Painted  # noqa: E402
from PySide6.QtWidgets import QTableView  # noqa: E402

from kobe_desk.app import program, start_up  # noqa: E402
from kobe_desk.app.start import unlocking  # noqa: E402


class AtTheRoster(program.Program):
    """The program, whose last page was 名簿."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self._place = "members"
        self.desk_opened.connect(self._watch)

    def _watch(self) -> None:
        table = self.opened.window.findChild(QTableView)
        Painted(table, lambda: bool(table.model().rowCount() and table.model().index(0, 0).data()))


def open_with_key_store(secret: bytes, folder: Path) -> object:
    """As the program does, but for the store itself."""
    from kobe_desk.app import opening
    from kobe_desk.core.vault import os_keyring

    os_keyring.fetch = lambda _entry: secret
    return opening.open_with_keyring(folder)


if __name__ == "__main__":
    unlocking._with_keyring = partial(open_with_key_store, bytes.fromhex(sys.argv[2]))
    program.Program = AtTheRoster
    sys.exit(start_up.run(sys.argv[1:2]))
