"""The page 助成: applications to go on with, and what can be applied for."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.table import STATES
from kobe_desk.modules.subsidies.usecases import ApplicationLine, OfferRow
from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import Card, EmptyState, Section
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph

SOON = 7
"""Days before a deadline from which it is told as a warning."""


class SubsidiesPage(Page):
    """Cards: what was begun, then what is open, then definitions of past years."""

    help_page = "subsidies"
    application_opened = Signal(object)
    removal_wanted = Signal(object)
    begin_wanted = Signal(str)
    copy_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Subsidies"))
        self.refusal = Notice("warn")
        self.refusal.hide()
        self._begun, self._open, self._past = Column(gap="item"), Column(gap="item"), Column(gap="item")
        self.begun = Section(_("Go on with an application"), self._begun)
        self.open = Section(_("Programmes that can be applied for"), self._open)
        self.past = Section(_("Definitions of past years"), self._past)
        self.add(Column(self.refusal, self.begun, self.open, self.past, gap="section"))
        self.buttons: dict[str, Button] = {}

    def show_applications(self, lines: Sequence[ApplicationLine]) -> None:
        self._begun.empty()
        self.begun.setVisible(bool(lines))
        for at, line in enumerate(lines):
            self._begun.add(self._application(line, first=at == 0))

    def show_offers(self, rows: Sequence[OfferRow]) -> None:
        self._open.empty()
        self._past.empty()
        for row in rows:
            (self._past if row.past else self._open).add(self._offer(row))
        self.past.setVisible(any(row.past for row in rows))
        if all(row.past for row in rows):
            self._open.add(EmptyState(_("Nothing is open"), _("Make this year's copy of a past definition below.")))

    def say(self, text: str) -> None:
        self.refusal.ask(text)
        self.refusal.setVisible(bool(text))

    def _application(self, line: ApplicationLine, *, first: bool) -> Card:
        words = (primary if first and line.state != "submitted" else secondary)(
            _("Look at the papers") if line.state == "submitted" else _("Continue"),
            "arrow-right",
            after=True,
            name=_("Continue {title} of {day}").format(title=line.title, day=_moment(line)),
        )
        words.clicked.connect(lambda: self.application_opened.emit(line.id))
        self.buttons[str(line.id)] = words
        chips = [Chip(_(STATES[line.state]), "ok" if line.state in ("signed", "submitted") else "info")]
        if line.stale:
            chips.append(
                Chip(n_("{n} answer to check", "{n} answers to check", line.stale).format(n=line.stale), "warn")
            )
        if line.state != "submitted":
            chips.append(closing(line.closes.date()))
        remove = link(
            _("Remove"), "trash-2", name=_("Remove {title} of {day}").format(title=line.title, day=_moment(line))
        )
        remove.clicked.connect(lambda: self.removal_wanted.emit(line.id))
        facts = _("Application for {year}, begun on {day}").format(
            year=FiscalYear(line.fiscal_year).label, day=_moment(line)
        )
        facts = _("{facts}, {number}").format(facts=facts, number=line.number) if line.number else facts
        buttons = Flow(words, *(() if line.state == "submitted" else (remove,)))
        chips_row = Flow(*chips)
        return Card(line.title, Paragraph(facts, ink="muted", narrow=True), chips_row, buttons,
                    box="next" if first and line.state != "submitted" else "card")  # fmt: skip

    def _offer(self, row: OfferRow) -> Card:
        programme = row.programme
        parts = [Paragraph(programme.summary, narrow=True)] if programme.summary else []
        who = " ".join(each for each in (programme.funder, programme.who) if each)
        parts.append(Paragraph(who, ink="muted", narrow=True))
        if row.past:
            year = FiscalYear(programme.fiscal_year or 0).label
            words = _("This is the content of {year}. Look at this year's call and make this year's copy.")
            button = secondary(
                _("Make this year's copy"), "copy",
                name=_("Make this year's copy of {title}").format(title=programme.title),
            )  # fmt: skip
            button.clicked.connect(lambda: self.copy_wanted.emit(row.key))
            self.buttons[row.key] = button
            return Card(programme.title, *parts, Notice("warn", words.format(year=year)), Flow(button))
        return Card(programme.title, *parts, _window(row), Flow(self._begin(row)))

    def _begin(self, row: OfferRow) -> Button:
        title = row.programme.title
        if row.unconfirmed:
            button = secondary(
                _("Confirm the figures"),
                "clipboard-check",
                name=_("Confirm the figures of {title}").format(title=title),
            )
            button.clicked.connect(lambda: self.copy_wanted.emit(row.key))
        else:
            button = secondary(
                _("Begin to apply"), "file-pen", name=_("Begin an application for {title}").format(title=title)
            )
            button.clicked.connect(lambda: self.begin_wanted.emit(row.key))
        self.buttons[row.key] = button
        return button

    # Qt asks:

    def focus_first(self) -> None:
        first = next((each for each in self.buttons.values() if each.isVisible()), None)
        if first is not None:
            first.setFocus()


def _window(row: OfferRow) -> Flow:
    chips = [closing(row.closes.date())]
    if row.opens is not None and row.opens > clock.today():
        chips = [Chip(_("Opens on {day}").format(day=era.wareki(row.opens)), "info")]
    if row.programme.teaching:
        chips.append(Chip(_("For practice"), "info"))
    unsure = len(row.programme.unverified())
    if row.unconfirmed:
        chips.append(
            Chip(
                n_("{n} figure to confirm", "{n} figures to confirm", row.unconfirmed).format(n=row.unconfirmed), "warn"
            )
        )
    elif unsure:
        chips.append(Chip(n_("{n} figure to confirm", "{n} figures to confirm", unsure).format(n=unsure), "warn"))
    return Flow(*chips)


def closing(day: date) -> Chip:
    """The last day, and how many days are left."""
    left = (day - clock.today()).days
    if left < 0:
        return Chip(_("Closed on {day}").format(day=era.wareki(day)), "warn")
    words = n_("Until {day}, {n} day left", "Until {day}, {n} days left", left)
    return Chip(words.format(day=era.wareki(day), n=left), "warn" if left <= SOON else "plain", "calendar-days")


def _moment(line: ApplicationLine) -> str:
    moment = line.begun.astimezone(clock.JST)
    return _("{day} {hour}:{minute:02}").format(day=era.wareki(moment.date()), hour=moment.hour, minute=moment.minute)
