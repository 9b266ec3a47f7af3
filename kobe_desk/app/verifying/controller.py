"""Checks what was chosen: a stranger's file in a child process, the own desk on the records' thread."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kobe_desk.app.verifying.page import VerifyPage
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault.checking import CheckReport
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.modules.association.usecases import RootRow, signing_root
from kobe_desk.paper.verify.door import verify
from kobe_desk.paper.verify.verdict import Verdict

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class CannotRead(UserError):
    text = N_("{name} cannot be opened. Check that the file is there and that you may read it.")


class VerifyController(QObject):
    """The association's own certificate is known; others are when somebody hands one in."""

    def __init__(self, page: VerifyPage, opened: "Opened") -> None:
        super().__init__(page)
        self._page, self._opened = page, opened
        self._file: Path | None = None
        self._handed: list[bytes] = []
        page.file_chosen.connect(self._choose)
        page.trust_chosen.connect(self._trust)
        page.desk_check_wanted.connect(self._check_desk)
        page.backup_check_wanted.connect(self._find_backup)

    def _choose(self, file: str) -> None:
        self._file = Path(file)
        self._opened.desk.ask(signing_root, then=self._verify)

    def _verify(self, root: RootRow | None) -> None:
        if self._file is None:
            return
        roots = [*self._handed, *([root.certificate.encode()] if root else [])]
        lists = [root.crl.encode()] if root and root.crl else []
        then, file = partial(self._show, self._file.name), self._file
        believed = self._opened.settings.time_root
        times = [believed.encode()] if believed else []
        self._opened.desk.run(
            partial(verify, times=times), file, roots, lists, then=then, refused=self._refused, text=_("Checking")
        )

    def _show(self, name: str, verdict: Verdict) -> None:
        self._page.show_verdict(name, verdict)
        self._opened.window.strip.report(_("Checked. This paper was sent nowhere."), timed=False)

    def _trust(self, file: str) -> None:
        try:
            self._handed.append(Path(file).read_bytes())
        except OSError:
            self._refused(CannotRead(name=Path(file).name))
            return
        self._opened.desk.ask(signing_root, then=self._verify)

    # the own desk

    def _check_desk(self) -> None:
        self._opened.custody.check(self._show_report, self._refused)

    def _show_report(self, report: CheckReport) -> None:
        self._page.desk.show_report(report)
        strip = self._opened.window.strip
        if report.sound:
            strip.report(_("The whole desk was read: everything is as it should be"))
        else:
            strip.warn(_("Something in the desk is damaged. The page says what."))

    def _find_backup(self) -> None:
        self._opened.custody.backups(self._check_newest)

    def _check_newest(self, rows: Sequence[BackupRow]) -> None:
        newest = next((row for row in rows if row.here), None)
        if newest is None:
            self._opened.window.strip.tell(_("There is no backup yet."))
            return
        self._opened.custody.verify_backup(newest, self._backup_whole, self._refused)

    def _backup_whole(self, _manifest: object) -> None:
        self._opened.window.strip.report(_("The backup was opened and read from end to end: it is whole"))

    def _refused(self, error: UserError) -> None:
        self._handed = self._handed if error.field == "file" else []
        self._opened.window.strip.warn(error.message())
