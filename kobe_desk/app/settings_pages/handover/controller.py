"""Gives the keys, makes and tries the package, and draws the sheet from what there is."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kobe_desk.app.registry import registrations
from kobe_desk.app.settings_pages.handover.part import HandoverPart
from kobe_desk.app.settings_pages.new_code import NewCode
from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.core.vault import handover
from kobe_desk.core.vault.commands import SlotRow
from kobe_desk.core.vault.handover import Package, Successor
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.modules.association.usecases import Bank, bank_account
from kobe_desk.ui.home import Deadline
from kobe_desk.ui.preview import Paper

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened


class HandoverController(QObject):
    """A child of its part."""

    def __init__(self, part: HandoverPart, opened: "Opened") -> None:
        super().__init__(part)
        self._part, self._opened, self._custody = part, opened, opened.custody
        self._keys: Sequence[SlotRow] = ()
        self._backups: Sequence[BackupRow] = ()
        self._bank: Bank | None = None
        self._package: Package | None = None
        self._due: dict[str, tuple[Deadline, ...]] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)  # the answers come one after the other
        self._soon.timeout.connect(self._draw)
        part.successor.give_requested.connect(self._give)
        part.package.day_chosen.connect(self._ask_takers)
        part.package.make_requested.connect(self._make)
        part.rehearsal.try_requested.connect(self._try)
        self._custody.keys_changed.connect(self._ask)
        part.preview.printed.connect(lambda _name: opened.window.strip.report(_("Printed")))
        part.preview.saved.connect(lambda _path: opened.window.strip.report(_("Saved")))
        for each in registrations(opened.desk.who):
            if each.deadlines is not None:
                each.deadlines(opened.desk, partial(self._show_due, each.name))
        opened.desk.ask(bank_account, then=self._show_bank)
        self._ask()

    def _ask(self) -> None:
        self._custody.keys(self._show_keys)

    def _show_keys(self, rows: Sequence[SlotRow]) -> None:
        self._keys = rows
        self._part.successor.show_keys(rows)
        self._custody.backups(self._show_backups)

    def _show_backups(self, rows: Sequence[BackupRow]) -> None:
        self._backups = rows
        self._soon.start()

    def _show_bank(self, found: Bank | None) -> None:
        self._bank = found
        self._soon.start()

    def _show_due(self, entry: str, rows: Sequence[Deadline]) -> None:
        self._due[entry] = tuple(rows)
        self._soon.start()

    # keys and package

    def _give(self, successor: Successor) -> None:
        part = self._part.successor

        def done(_slot: str) -> None:
            words = _("{person} opens the desk from {day} on.")
            part.tell(words.format(person=successor.person, day=era.wareki(successor.since)))
            self._part.package.day.set_value(successor.since)
            self._ask_takers(successor.since)

        self._custody.change_keys(handover.hand_key_over, successor, then=done, refused=part.show_refusal)

    def _ask_takers(self, day: date) -> None:
        self._custody.who_takes_over(day, self._part.package.show_takers)

    def _make(self, place: Path, day: date, secrets: dict[str, str] | None) -> None:
        part = self._part.package
        self._custody.make_package(place, day, secrets, self._made, part.show_refusal)

    def _made(self, package: Package) -> None:
        self._package = package
        self._part.package.show_done(package)
        self._part.rehearsal.show_package(package.path)
        self._part.code.empty()
        if package.code is not None:
            card = NewCode(package.code, self._opened)
            card.sheet_wanted.connect(lambda put_on_paper: put_on_paper())  # the package has the code already
            card.confirmed.connect(self._part.code.empty)
            self._part.code.add(card)
            card.focus()
        self._soon.start()

    def _try(self, path: Path, words: str) -> None:
        part = self._part.rehearsal
        self._custody.rehearse(path, words, part.show_result, part.show_refusal)

    # the sheet

    def _draw(self) -> None:
        from kobe_desk.app.handover_sheet import HandoverFacts, handover_sheet

        due = sorted((each for rows in self._due.values() for each in rows), key=lambda each: each.day)
        facts = HandoverFacts(
            folder=self._custody.folder,
            keys=tuple(self._keys),
            backups=tuple(self._backups),
            sample=self._opened.sample,
            bank=self._bank,
            due=tuple((each.day, each.title) for each in due if each.day >= clock.today())[:8],
            package=self._package,
        )
        self._part.preview.show_papers([Paper(_("Sheet for handing over"), handover_sheet(facts))])
