"""A start as somebody starts the program, except that the computer's key store holds the raw key: DESK KEY.

The page of opening is shown and painted, the records are brought in behind it, and the window opens at the roster.
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


def open_with_raw_key(key: bytes, folder: Path) -> object:
    """In the place of the key store. What it imports is part of what is measured."""
    from kobe_desk.app import tasks
    from kobe_desk.core.permission import Role, Who
    from kobe_desk.core.vault.keys import Unlocked
    from kobe_desk.core.vault.slots import SlotKind

    tasks.opening.look(folder)
    who = Who("slot-1", "中村 書記子", Role.SECRETARY, admin=True)
    return tasks.opening.open_desk(folder, Unlocked(key, who, SlotKind.KEYRING))


if __name__ == "__main__":
    unlocking._with_keyring = partial(open_with_raw_key, bytes.fromhex(sys.argv[2]))
    program.Program = AtTheRoster
    sys.exit(start_up.run(sys.argv[1:2]))
