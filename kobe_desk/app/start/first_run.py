"""Leads through the first run: who, passphrase, recovery code, place of the backups, and an open desk at its end."""

import secrets
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.app.background import Background
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.printing import print_pdf, save_pdf
from kobe_desk.ui.window import StartWindow

if TYPE_CHECKING:
    from kobe_desk.app.start.passphrase import PassphrasePage
    from kobe_desk.app.start.place import PlacePage
    from kobe_desk.app.start.recovery import RecoveryPage
    from kobe_desk.app.start.who import WhoPage
    from kobe_desk.app.tasks import Begun, NewDesk


class FirstRun(QObject):
    """Makes a desk. The pages are shown one after the other; the way back is open until the desk is made."""

    finished = Signal(object, object)
    """The open desk, and the second place of its backups (None where there is none)."""
    left = Signal()

    def __init__(self, window: StartWindow, background: Background, cost: Any = None) -> None:
        super().__init__(window)
        self._window, self._background, self._cost = window, background, cost
        self._new: NewDesk | None = None
        self._begun: Begun | None = None
        self._asked = 0
        self._who: WhoPage | None = None
        self._words: PassphrasePage | None = None
        self._recovery: RecoveryPage | None = None
        self._place: PlacePage | None = None

    def begin(self) -> None:
        """Ask who uses the desk."""
        from kobe_desk.app.start.who import WhoPage

        self._who = page = WhoPage()
        if self._new is not None:
            page.association.set_value(self._new.association)
            page.person.set_value(self._new.person)
            page.role.set_value(self._new.role)
            page.place.set_value(self._new.folder.parent)
        page.back.connect(self.left)
        page.answered.connect(self._who_answered)
        self._window.show_page(page)

    def abandon(self) -> None:
        """The window is closed: a desk that was made is closed too, and opens with its passphrase next time."""
        if self._begun is not None:
            self._begun.desk.close()
            self._begun = None

    def _who_answered(self) -> None:
        from kobe_desk.app import tasks

        page = self._who
        assert page is not None  # noqa: S101 - its own signal
        try:
            folder = page.folder
        except UserError as error:
            page.show_refusal(error)
            return
        self._new = tasks.NewDesk(page.association.value(), page.person.value(), page.role.value(), folder)
        self._background.run(
            partial(tasks.require_place, self._new), lambda _: self._ask_words(), page.show_refusal, page
        )

    def _ask_words(self) -> None:
        from kobe_desk.app.start.passphrase import PassphrasePage

        self._words = page = PassphrasePage()
        page.back.connect(self.begin)
        page.other_words_wanted.connect(self._suggest)
        page.answered.connect(self._words_answered)
        self._suggest()
        self._window.show_page(page)

    def _suggest(self) -> None:
        from kobe_desk.app import tasks

        if self._words is not None:
            self._words.offer(tasks.suggest())

    def _words_answered(self) -> None:
        from kobe_desk.app import tasks
        from kobe_desk.app.start.passphrase import NotTheSame

        page, new = self._words, self._new
        assert page is not None and new is not None  # noqa: S101 - the page follows the answer to the one before
        page.show_refusal("")
        page.refuse("")
        try:
            tasks.require_good(page.words)
        except UserError as error:
            page.show_refusal(error.message())
            return
        if not tasks.same_passphrase(page.words, page.again.value()):
            page.show_refusal(NotTheSame().message(), again=True)
            return
        page.wait(page.next, _("Making the desk …"))
        self._background.run(partial(tasks.make, new, page.words, self._cost), self._made, self._not_made, page)

    def _not_made(self, error: UserError) -> None:
        if self._words is not None:
            self._words.wait(self._words.next)
            self._words.refuse(error.message())

    def _made(self, begun: "Begun") -> None:
        from kobe_desk.app.start.recovery import RecoveryPage
        from kobe_desk.ui.code import CodeLine

        self._begun = begun
        self._asked = secrets.randbelow(len(begun.recovery.rows))
        lines = [CodeLine(row.letter, row.groups, row.check) for row in begun.recovery.rows]
        self._recovery = page = RecoveryPage(lines, begun.recovery.rows[self._asked].letter)
        page.print_wanted.connect(partial(self._sheet, self._print))
        page.save_wanted.connect(partial(self._sheet, self._save))
        page.answered.connect(self._line_typed)
        self._window.show_page(page)

    def _sheet(self, then: Any) -> None:
        from kobe_desk.app import tasks

        page, begun = self._recovery, self._begun
        if page is not None and begun is not None:
            name = begun.desk.folder.name
            self._background.run(
                partial(tasks.sheet, begun.recovery, name), then, lambda error: page.refuse(error.message()), page
            )

    def _print(self, pdf: bytes) -> None:
        if self._recovery is not None and print_pdf(self._window, pdf, _("Recovery code")):
            self._recovery.tell(_("Printed. Please type one line of it below."))

    def _save(self, pdf: bytes) -> None:
        if self._recovery is not None and save_pdf(self._window, pdf, _("Recovery code")):
            self._recovery.tell(_("Saved. Print it and delete the file afterwards: whoever has it can open the desk."))

    def _line_typed(self) -> None:
        from kobe_desk.app import tasks

        page, begun = self._recovery, self._begun
        assert page is not None and begun is not None  # noqa: S101 - the page shows this code
        page.line.refuse("")
        try:
            tasks.require_line(begun.recovery, self._asked, str(page.line.value()))
        except UserError as error:
            page.line.refuse(error.message())
            page.line.focus()
            return
        self._ask_place(begun)

    def _ask_place(self, begun: "Begun") -> None:
        from kobe_desk.app.start.place import PlacePage

        self._place = page = PlacePage(begun.desk.folder.backups)
        page.later.connect(lambda: self._finish(None))
        page.answered.connect(self._back_up)
        self._window.show_page(page)

    def _back_up(self, place: Path | None) -> None:
        from kobe_desk.app import tasks

        page, begun = self._place, self._begun
        assert page is not None and begun is not None  # noqa: S101 - the page belongs to this desk
        page.wait(page.next, _("Making a backup …"))

        def refused(error: UserError) -> None:
            page.wait(page.next)
            page.show_refusal(error.message())

        task = partial(tasks.back_up, begun.desk, place)
        self._background.run(task, lambda _: self._finish(place), refused, page)

    def _finish(self, place: Path | None) -> None:
        begun, self._begun = self._begun, None
        if begun is not None:
            self.finished.emit(begun.desk, place)
