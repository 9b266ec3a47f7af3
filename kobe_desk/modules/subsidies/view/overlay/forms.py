"""The forms of an application: which are written on the office's own PDF, and ways to take one in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import FormsRow, OwnFormRow, Problem
from kobe_desk.modules.subsidies.view.overlay.style import signature_words
from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph

_TOLD = 4
"""So many gaps are named; the others are counted."""


class OwnFormsPage(Page):
    """One card for each form."""

    help_page = "subsidies-overlay"
    file_chosen = Signal(str, object)
    """The form, and the PDF for it (a path)."""
    layout_wanted = Signal(str)
    use_wanted = Signal(object, bool)
    removal_wanted = Signal(object)
    programme_chosen = Signal(object)
    """Of several applications, the one whose forms are to be seen."""

    def __init__(self, back: str = "") -> None:
        super().__init__(_("Forms of the office"), back=back or _("To the application"))
        self.notice = Notice("info")
        self.say(
            "info",
            _("Our forms are not the official ones. If the office has a PDF form, choose it here; the answers are "
              "then written on it."),
        )  # fmt: skip
        self.which = Select(width=420)
        self.which.edited.connect(lambda: self.programme_chosen.emit(self.which.value()))
        self._choice = FormField(_("Programme"), self.which, Need.UNSAID)
        self._choice.hide()
        self._cards = Column(gap="item")
        self.buttons: dict[str, Button] = {}
        self.add(Column(self.notice, self._choice, self._cards, gap="item", around=(0, 14, 0, 0)), STRETCH)

    def offer(self, programmes: Sequence[tuple[UUID, str]]) -> None:
        """Several applications: whose forms are to be seen is chosen above."""
        self.which.offer(programmes)
        self._choice.setVisible(len(programmes) > 1)

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)

    def show_refusal(self, error: UserError) -> None:
        self.say("warn", error.message())

    def show_forms(self, row: FormsRow) -> None:
        words = _("{programme}, papers of “{stage}”") if row.stage else "{programme}"
        self.header.say(_("Forms of the office"), words.format(programme=row.programme.title, stage=row.stage))
        self._cards.empty()
        self.buttons = {}
        for each in row.forms:
            self._cards.add(self._card(each))

    def _card(self, row: OwnFormRow) -> Card:
        head = QWidget()
        head.setLayout(Flow(_chip(row)))
        parts: list[QWidget] = [head]
        if row.id is not None:
            parts.append(Paragraph(_told(row), ink="muted", narrow=True))
        ways = QWidget()
        ways.setLayout(Flow(*self._ways(row)))
        return Card(form_words(row), *parts, ways)

    def _ways(self, row: OwnFormRow) -> list[Button]:
        title, form = form_words(row), row.form.id
        words = _("Choose the office's PDF") if row.id is None else _("Choose another PDF")
        choose = secondary(words, "file-up", name=_("Choose the office's PDF for {title}").format(title=title))
        choose.clicked.connect(lambda: self._choose(form))
        self.buttons[f"choose:{form}"] = choose
        if row.id is None:
            return [choose]
        lay = primary(_("Lay the boxes"), "pencil", name=_("Lay the boxes on {title}").format(title=title))
        lay.clicked.connect(lambda: self.layout_wanted.emit(form))
        words = _("Go back to our form") if row.in_use else _("Use this form")
        name = _("Go back to our form for {title}") if row.in_use else _("Use the office's form for {title}")
        use = secondary(words, "check", name=name.format(title=title))
        use.clicked.connect(lambda: self.use_wanted.emit(row.id, not row.in_use))
        take = link(_("Take it out"), "x", name=_("Take out the office's form for {title}").format(title=title))
        take.clicked.connect(lambda: self.removal_wanted.emit(row.id))
        self.buttons |= {f"lay:{form}": lay, f"use:{form}": use, f"remove:{form}": take}
        return [lay, use, choose, take]

    def _choose(self, form: str) -> None:
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose a PDF"), str(Path.home()), "PDF (*.pdf)")
        if name:
            self.file_chosen.emit(form, Path(name))

    # Qt asks:

    def focus_first(self) -> None:
        next(iter(self.buttons.values()), self.header.back).setFocus()


def form_words(row: OwnFormRow) -> str:
    """Which paper it is: its title, and of a later one the stage it is handed in at."""
    words = _("{paper} (for “{stage}”)") if row.stage else "{paper}"
    return words.format(paper=row.form.title, stage=row.stage)


def _chip(row: OwnFormRow) -> Chip:
    if row.in_use:
        return Chip(_("Written on the office's form"), "ok")
    if row.id is not None:
        return Chip(_("The office's form is not used yet"), "warn")
    return Chip(_("Our form"))


def _told(row: OwnFormRow) -> str:
    count = len(row.boxes)
    boxes = n_("{file}, {n} box", "{file}, {n} boxes", count).format(file=row.file_name, n=count)
    return "\n".join((boxes, *problem_lines(row)))


def problem_lines(row: OwnFormRow) -> list[str]:
    """What keeps the form from being used, then the first of what has no box."""
    wrong = [_named(each).message() for each in row.faults]
    missing = [signature_words(each.at) for each in row.gaps]
    if missing:
        named = _(", ").join(missing[:_TOLD])
        more = len(missing) - _TOLD
        words = _("Without a box: {names}") if more <= 0 else _("Without a box: {names}, and {count} more")
        wrong.append(words.format(names=named, count=more))
    return wrong


def _named(problem: Problem) -> Problem:
    """A fault with signatures called by their office."""
    values = {name: signature_words(str(value)) for name, value in problem.values.items()}
    return replace(problem, at=signature_words(problem.at), values=values)
