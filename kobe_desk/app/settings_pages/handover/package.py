"""2 and 3: the package to carry, and seeing that it opens before anything is cleared."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.core.vault.handover import Package, Rehearsal
from kobe_desk.core.whereabouts import spoken
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, DateField, FormField
from kobe_desk.ui.field.place import PlaceField
from kobe_desk.ui.field.secret import WordsField
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


class PackageCard(Card):
    """Where it goes, from which day its keys count, and whether the data key is renewed."""

    day_chosen = Signal(object)
    make_requested = Signal(object, object, object)
    """The place, the day, and the passphrases by key (None: the data key stays)."""

    def __init__(self) -> None:
        self.place = FormField(_("Where the package goes"), PlaceField(), support=_("Such as a USB stick."))
        hint = _("The keys that count on this day go along; all others open it no more.")
        self.day = FormField(_("Day of handing over"), DateField(), support=hint)
        self.people = Notice("info")
        self.renew = CheckBox(_("Renew the desk's own key, so that old backups and passphrases open nothing of it"))
        self._words = Column(gap="item")
        self._holder = QWidget()
        self._holder.setLayout(self._words)
        self.fields: dict[str, FormField] = {}
        self.make = primary(_("Make the package"), "package")
        self.warning, self.done = Notice("warn"), Notice("ok")
        text = _("The whole desk in one file, under fresh keys. The successor can open it from today on, to practise.")
        super().__init__(_("2  The package to carry"), Paragraph(text, ink="muted"), self.place, self.day, self.people)
        self.body.add(self.renew, self._holder, self.warning, self.done, Row(self.make, STRETCH))
        for notice in (self.people, self.warning, self.done):
            notice.hide()
        self.day.edited.connect(self._look)
        self.renew.edited.connect(self._show_words)
        self.make.clicked.connect(self._make)
        self._show_words()

    def show_takers(self, rows: Sequence[tuple[str, str]]) -> None:
        """Whose keys go along."""
        names = "、".join(person for _key, person in rows)
        self.people.mean("info" if rows else "warn")
        self.people.ask(
            _("These open it: {names}").format(names=names)
            if rows
            else _("No key counts on that day. Give the successors their keys first.")
        )
        self.people.show()
        self._words.empty()
        self.fields = {
            key: FormField(
                _("Passphrase of {person}").format(person=person), WordsField(), support=_("Typed by that person.")
            )
            for key, person in rows
        }
        self._words.add(*self.fields.values())
        self._show_words()

    def show_done(self, package: Package) -> None:
        words = _("The package is at {place}. Mark: {mark}").format(place=spoken(package.path), mark=package.mark)
        self.done.ask(words)
        self.done.show()
        for field in self.fields.values():
            field.set_value("")

    def show_refusal(self, error: UserError) -> None:
        field = self.fields.get(error.field or "") or (self.place if error.field == "place" else None)
        if field is not None:
            field.refuse(error.message())
            field.focus()
            return
        self.warning.ask(error.message())
        self.warning.show()

    def _look(self) -> None:
        day = self.day.control.value()
        if day is not None:
            self.day_chosen.emit(day)

    def _show_words(self) -> None:
        self._holder.setVisible(bool(self.renew.value()) and bool(self.fields))

    def _make(self) -> None:
        self.warning.hide()
        self.done.hide()
        asked = [self.place, self.day, *(self.fields.values() if self.renew.value() else ())]
        if not all(field.is_read() for field in asked):
            return
        secrets = {key: field.value() for key, field in self.fields.items()} if self.renew.value() else None
        self.make_requested.emit(self.place.value(), self.day.value(), secrets)


class RehearsalCard(Card):
    """Opens the package as the other computer will, and says what to do there."""

    try_requested = Signal(object, str)

    def __init__(self) -> None:
        self.file = FormField(_("The package"), PlaceField(files="*.kobedesk-backup"))
        self.words = FormField(_("Passphrase that opens the package"), WordsField())
        self.try_it = secondary(_("See whether it opens"), "shield-check")
        self.result = Notice("ok")
        self.warning = Notice("warn")
        steps = (
            _("Put Kobe Desk onto the successor's computer."),
            _("Put the stick in, choose “Take over from the predecessor” on the first page, and open the package."),
            _("Look at the roster and the cash book together, then try the package here: its mark is on the sheet."),
            _("Sign the sheet. Only then clear the desk from the old computer."),
        )
        said = "\n".join(f"{number}　{step}" for number, step in enumerate(steps, 1))
        super().__init__(_("3  Practise opening it"), self.file, self.words, Row(self.try_it, STRETCH), self.result)
        self.body.add(self.warning, Paragraph(said))
        self.result.hide()
        self.warning.hide()
        self.try_it.clicked.connect(self._try)

    def show_package(self, path: Path) -> None:
        self.file.set_value(path)

    def show_result(self, found: Rehearsal) -> None:
        self.words.set_value("")
        homes, people = found.rows.get("household", 0), found.rows.get("person", 0)
        words = _("{person} opened it: {homes} households, {people} people, mark {mark}.")
        said = words.format(person=found.person, homes=f"{homes:,}", people=f"{people:,}", mark=found.mark)
        self.result.ask(said)
        self.result.show()

    def show_refusal(self, error: UserError) -> None:
        if error.field == "passphrase":
            self.words.refuse(error.message())
            self.words.focus()
            return
        self.warning.ask(error.message())
        self.warning.show()

    def _try(self) -> None:
        self.result.hide()
        self.warning.hide()
        if all(field.is_read() for field in (self.file, self.words)):
            self.try_requested.emit(self.file.value(), self.words.value())
