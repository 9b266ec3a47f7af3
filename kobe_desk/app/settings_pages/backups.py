"""控え: the second place, the list of verified backups, the drill, and bringing one back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.app.custody import name_of_backup
from kobe_desk.app.when import ago, day_and_time, short_moment
from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Section
from kobe_desk.ui.dialog import confirm
from kobe_desk.ui.field import FormField, Need
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


def _columns(usual: Path) -> tuple[TableColumn[BackupRow], ...]:
    return (
        TableColumn(N_("When"), lambda row: short_moment(row.made_at.astimezone(clock.JST)), width=180, bold=True),
        TableColumn(N_("Place"), lambda row: name_of_backup(row, usual), width=150, stretch=True),
        TableColumn(N_("Size (MB)"), lambda row: f"{row.size / (1 << 20):.1f}", width=110, right=True, secondary=True),
        TableColumn(N_("State"), _state, width=190, meaning=_meaning, icon=_icon),
    )


def _state(row: BackupRow) -> str:
    if not row.here:
        return _("Not to be reached now")
    return _("Left behind") if row.left else _("Read back and whole")


def _meaning(row: BackupRow) -> str:
    return "ok" if row.here and not row.left else "muted"


def _icon(row: BackupRow) -> str:
    return "circle-check" if row.here and not row.left else "circle-minus"


class BackupsPart(QWidget):
    """Verified backups, newest first. Wishes go to the controller."""

    backup_wanted = Signal()
    check_wanted = Signal(object)
    restore_wanted = Signal(object)
    place_chosen = Signal(object)

    def __init__(self, usual: Path, second: str) -> None:
        super().__init__()
        self.newest = Notice("warn", _("There is no backup yet."))
        self.now = primary(_("Make a backup now"), "hard-drive-download")
        self.place = FormField(
            _("A second place, such as a USB stick"),
            PlaceField(),
            Need.OPTIONAL,
            _("When it is in, backups go there too. The stick can be read with this program only."),
        )
        self.place.set_value(Path(second) if second else None)
        self.model: TableModel[BackupRow] = TableModel(_columns(usual), key=lambda row: row.path)
        self.table = Table(self.model, _("Backups"))
        self.check = secondary(_("Check that it is whole"), "shield-check")
        self.restore = secondary(_("Bring this one back"), "rotate-ccw")
        self.so_far = Section(_("Backups so far"), self.table, Flow(self.check, self.restore, gap=10))
        self.setLayout(
            Column(
                self.newest,
                Row(self.now, STRETCH),
                self.place,
                self.so_far,
                gap="group",
            )
        )
        self.now.clicked.connect(self.backup_wanted)
        self.place.edited.connect(lambda: self.place_chosen.emit(self.place.control.value()))
        self.check.clicked.connect(lambda: self.check_wanted.emit(self.table.row))
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self.table.row))

    def show_backups(self, rows: Sequence[BackupRow]) -> None:
        self.model.show(rows)
        self.so_far.setVisible(bool(rows))
        if rows:
            self.table.choose(rows[0].path)
            words = _("{when}, read back and whole").format(when=ago(rows[0].made_at))
            self.newest.mean("ok")
            self.newest.ask(words)


class BackupsController(QObject):
    """Makes, checks and brings back."""

    def __init__(self, part: BackupsPart, opened: "Opened") -> None:
        super().__init__(part)
        self._part, self._opened = part, opened
        part.backup_wanted.connect(self._back_up)
        part.check_wanted.connect(self._check)
        part.restore_wanted.connect(self._restore)
        part.place_chosen.connect(self._choose_place)
        opened.custody.backups_changed.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        self._opened.custody.backups(self._part.show_backups)

    def _back_up(self) -> None:
        self._opened.back_up(self._part.place.refuse)

    def _check(self, row: BackupRow | None) -> None:
        if row is not None:
            self._opened.custody.verify_backup(row, self._checked, self._refused)

    def _checked(self, _manifest: object) -> None:
        self._opened.window.strip.report(_("The backup was opened and read from end to end: it is whole"))

    def _restore(self, row: BackupRow | None) -> None:
        if row is None:
            return
        when = day_and_time(row.made_at.astimezone(clock.JST))
        question = _("Bring back the backup of {moment}?").format(moment=when)
        text = _("The desk is closed for it. What it holds now is kept beside it under another name.")
        if confirm(self._part.window(), question, text, _("Close and bring it back")):
            self._opened.restore_wanted.emit(row.path)

    def _choose_place(self, place: Path | None) -> None:
        self._part.place.refuse("")
        opened = self._opened
        opened.choose(replace(opened.settings, second_place=str(place) if place else ""))

    def _refused(self, error: UserError) -> None:
        self._opened.window.strip.warn(error.message())


def open_part(opened: "Opened") -> BackupsPart:
    part = BackupsPart(opened.custody.folder.backups, opened.settings.second_place)
    BackupsController(part, opened)
    return part
