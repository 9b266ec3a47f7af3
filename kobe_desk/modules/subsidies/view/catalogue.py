"""The page 助成: applications to go on with, and what can be applied for."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.names import fold
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.table import STATES
from kobe_desk.modules.subsidies.usecases import ApplicationLine, BundleLine, OfferRow
from kobe_desk.modules.subsidies.view.amounts import amount_chips, amount_words_of
from kobe_desk.modules.subsidies.view.offer import amount_words, closing, leading_on, not_offered
from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import Card, EmptyState, Section
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.distinct import Distinct
from kobe_desk.ui.field import SearchField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, FoldingRow, Item, Panel
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph

_SEARCHED = 6
"""So many programmes are seen at a glance; more can be searched."""


Begun = ApplicationLine | BundleLine


class SubsidiesPage(Page):
    """Cards: what was begun, then what can be used this year, then definitions of past years in short."""

    help_page = "subsidies"
    application_opened = Signal(object)
    removal_wanted = Signal(object)
    begin_wanted = Signal(str)
    copy_wanted = Signal(str)
    take_wanted = Signal()
    finder_wanted = Signal()
    together_wanted = Signal()
    helpers_wanted = Signal()
    grant_opened = Signal(object)
    """The key of an application that was handed in: what came after it."""
    bundle_opened = Signal(object)
    bundle_removal_wanted = Signal(object)
    assets_wanted = Signal()
    overview_wanted = Signal()
    signing_wanted = Signal()
    examples_wanted = Signal(str)
    """The worked examples of the programme of this key."""

    def __init__(self) -> None:
        super().__init__(_("Subsidies"))
        self.refusal = Notice("warn")
        self.refusal.hide()
        self._begun, self._open, self._past = Column(gap="item"), Column(gap="item"), Column(gap="item")
        self.begun = Section(_("Go on with an application"), self._begun)
        self.finder = secondary(_("Which subsidies can we use?"), "search")
        self.finder.clicked.connect(self.finder_wanted)
        self.together = secondary(_("Apply for several together"), "list")
        self.together.clicked.connect(self.together_wanted)
        self.helpers = secondary(_("Help from volunteers"), "hand-helping")
        self.helpers.clicked.connect(self.helpers_wanted)
        self.header.add(self.finder, self.together, self.helpers)
        self.assets = secondary(_("Register of equipment"), "package")
        self.assets.clicked.connect(self.assets_wanted)
        self.overview = secondary(_("Subsidies of a year"), "list-ordered")
        self.overview.clicked.connect(self.overview_wanted)
        self.signing = secondary(_("Open a packet for signing"), "signature")
        self.signing.clicked.connect(self.signing_wanted)
        self.records = Section(_("Grants of all years"), Flow(self.overview, self.assets, self.signing))
        self.search = SearchField()
        self.search.searched.connect(self._search)
        self.open = Section(_("Programmes that can be used this year"), self._open)
        hint = Paragraph(
            _("Amounts and days change every year. Make this year's copy, and compare it with this year's call."),
            ink="muted",
        )  # fmt: skip
        self.past = Section(_("Contents of past years"), hint, self._past)
        self.take = secondary(_("Take in a programme"), "file-up")
        self.take.clicked.connect(self.take_wanted)
        self.none = EmptyState(_("No programme of this name"), _("Search with another word, or with fewer letters."))
        self.none.hide()
        taking = QWidget()
        taking.setLayout(Flow(self.take))
        parts = (
            self.refusal,
            self.begun,
            self.records,
            self.search,
            self.none,
            self.open,
            self.past,
            taking,
        )
        self.add(Column(*parts, gap="section"))
        self.buttons: dict[str, Button] = {}
        self._offers: list[tuple[OfferRow, QWidget]] = []
        self._distinct = Distinct()

    def show_applications(self, lines: Sequence[ApplicationLine], bundles: Sequence[BundleLine] = ()) -> None:
        """Show what was begun, newest first; applications of a bundle are one card."""
        self._begun.empty()
        self._distinct = Distinct()
        alone = [line for line in lines if line.bundle is None]
        begun: list[Begun] = sorted((*alone, *bundles), key=lambda each: each.begun, reverse=True)
        self.begun.setVisible(bool(begun))
        for at, line in enumerate(begun):
            first = at == 0 and line.state != "submitted"
            card = (
                self._bundle(line, first=first)
                if isinstance(line, BundleLine)
                else self._application(line, first=first)
            )
            self._begun.add(card)

    def show_offers(self, rows: Sequence[OfferRow]) -> None:
        self._open.empty()
        self._past.empty()
        for row, _card in self._offers:
            for name in (row.key, f"look:{row.key}", f"examples:{row.key}"):
                self.buttons.pop(name, None)
        self._offers = [(row, self._past_offer(row) if row.past else self._offer(row)) for row in rows]
        for row, card in self._offers:
            (self._past if row.past else self._open).add(card)
        if all(row.past for row in rows):
            self._open.add(EmptyState(_("Nothing is open"), _("Make this year's copy of a past definition below.")))
        self.search.setVisible(len(rows) > _SEARCHED)
        self._search(self.search.text())

    def _search(self, text: str) -> None:
        """Leave in sight what has every word in its title, funder, summary or applicants."""
        words = [fold(each) for each in text.split()]
        shown: dict[bool, int] = {True: 0, False: 0}
        for row, card in self._offers:
            about = fold(
                " ".join((row.programme.title, row.programme.funder, row.programme.summary, row.programme.who))
            )
            hit = all(word in about for word in words)
            card.setVisible(hit)
            shown[row.past] += hit
        self.open.setVisible(bool(shown[False]) or not words)
        self.past.setVisible(bool(shown[True]))
        self.none.setVisible(bool(words) and not any(shown.values()))

    def say(self, text: str) -> None:
        self.refusal.ask(text)
        self.refusal.setVisible(bool(text))

    def _application(self, line: ApplicationLine, *, first: bool) -> Card:
        """One application: its year and number, how far it is, and the way on."""
        facts = _("Application for {year}, begun on {day}").format(
            year=FiscalYear(line.fiscal_year).label, day=_moment(line.begun)
        )
        facts = _("{facts}, {number}").format(facts=facts, number=line.number) if line.number else facts
        go_on, remove = self._ways(line, line.title, first=first)
        go_on.clicked.connect(lambda: self.application_opened.emit(line.id))
        remove.clicked.connect(lambda: self.removal_wanted.emit(line.id))
        ways = (go_on, *self._after(line)) if line.state == "submitted" else (go_on, remove)
        return _begun_card(line.title, Paragraph(facts, ink="muted", narrow=True), line, ways, first=first)

    def _after(self, *lines: ApplicationLine) -> list[Button]:
        """The way to what came after each of these that was handed in."""
        found = []
        for line in lines:
            words = _("What came after") if len(lines) == 1 else _("What came after: {title}").format(title=line.title)
            name = _("What came after {title} of {day}").format(title=line.title, day=_moment(line.begun))
            name = self._distinct(name)
            button = secondary(words, "history", name=name)
            button.clicked.connect(lambda _on=False, key=line.id: self.grant_opened.emit(key))
            self.buttons[f"grant:{line.id}"] = button
            found.append(button)
        return found

    def _bundle(self, line: BundleLine, *, first: bool) -> Card:
        """Several applications answered together: their titles, how far they are, and the way on."""
        title = n_("{n} application together", "{n} applications together", len(line.lines)).format(n=len(line.lines))
        titles = Paragraph("\n".join(map(_titled, line.lines)), narrow=True)
        begun = Paragraph(_("Begun on {day}").format(day=_moment(line.begun)), ink="muted", narrow=True)
        go_on, remove = self._ways(line, title, first=first)
        go_on.clicked.connect(lambda: self.bundle_opened.emit(line.id))
        remove.clicked.connect(lambda: self.bundle_removal_wanted.emit(line.id))
        ways = (go_on, *self._after(*line.lines)) if line.state == "submitted" else (go_on, remove)
        return _begun_card(title, Column(titles, begun, gap="tight"), line, ways, first=first)

    def _ways(self, line: Begun, title: str, *, first: bool) -> tuple[Button, Button]:
        day = _moment(line.begun)
        words = _("Look at the papers") if line.state == "submitted" else _("Continue")
        name = self._distinct(_("Continue {title} of {day}").format(title=title, day=day))
        go_on = (primary if first else secondary)(words, "arrow-right", after=True, name=name)
        self.buttons[str(line.id)] = go_on
        away = self._distinct(_("Remove {title} of {day}").format(title=title, day=day))
        return go_on, link(_("Remove"), "trash-2", name=away)

    def _offer(self, row: OfferRow) -> Card:
        programme = row.programme
        parts: list[Item] = [Paragraph(programme.summary, narrow=True)] if programme.summary else []
        parts.append(Paragraph(_who(row), ink="muted", narrow=True))
        if words := amount_words(programme):
            parts.append(Paragraph(_("Amount: {words}").format(words=words), ink="muted", narrow=True))
        if row.unmet:
            return Card(programme.title, *parts, not_offered(row))
        ways = Flow(self._leading_on(row), *self._own(row), self._examples(row))
        return Card(programme.title, *parts, _window(row), ways)

    def _examples(self, row: OfferRow) -> Button:
        year = FiscalYear(row.programme.fiscal_year).label if row.programme.fiscal_year else ""
        name = _("Worked examples: {title}").format(title=f"{row.programme.title} {year}".strip())
        way = link(_("Worked examples"), "calculator", name=name)
        way.clicked.connect(lambda: self.examples_wanted.emit(row.key))
        self.buttons[f"examples:{row.key}"] = way
        return way

    def _own(self, row: OfferRow) -> list[Button]:
        """The way to look at one's own programme again, and to change it."""
        if not row.own or row.unconfirmed or row.faults:
            return []
        again = link(_("Look at the programme"), "pencil", name=_("Look at {title}").format(title=row.programme.title))
        again.clicked.connect(lambda: self.copy_wanted.emit(row.key))
        self.buttons[f"look:{row.key}"] = again
        return [again]

    def _past_offer(self, row: OfferRow) -> Panel:
        """In short: title, year and applicants, and the way to this year's copy beside them."""
        year = Chip(FiscalYear(row.programme.fiscal_year or 0).label, "plain", "calendar-days")
        title = Paragraph(row.programme.title, bold=True, narrow=True)
        about = Column(title, Paragraph(_who(row), ink="muted", narrow=True), gap=4)
        if row.unmet:
            return Panel(Column(title, not_offered(row), around=(16, 12, 16, 12)), box="card")
        beside = self._leading_on(row) if row.newest else Chip(_("There is a newer one"), "info")
        line = FoldingRow(gap="item", around=(16, 12, 16, 12))
        line.addLayout(about, 1)
        line.add(Flow(year, self._examples(row), beside))
        return Panel(line, box="card")

    def _leading_on(self, row: OfferRow) -> Button:
        button, copies = leading_on(row)
        button.clicked.connect(lambda: (self.copy_wanted if copies else self.begin_wanted).emit(row.key))
        self.buttons[row.key] = button
        return button

    # Qt asks:

    def focus_first(self) -> None:
        next((each for each in self.buttons.values() if each.isVisible()), self.finder).setFocus()


def _who(row: OfferRow) -> str:
    return _("{funder}: {who}").format(funder=row.programme.funder, who=row.programme.who)


def _window(row: OfferRow) -> Flow:
    known = row.programme.window_known
    chips = [closing(row.closes.date()) if known else Chip(_("Window: see the call"), "plain", "calendar-days")]
    if known and row.opens is not None and row.opens > clock.today():
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


def _titled(line: ApplicationLine) -> str:
    """One application of several: its title and its figures."""
    words = amount_words_of(line.amounts)
    return _("{what}: {fact}").format(what=line.title, fact=words) if words else line.title


def _begun_card(title: str, about: Item, line: Begun, ways: Sequence[Button], *, first: bool) -> Card:
    chips = [Chip(_(STATES[line.state]), "ok" if line.state in ("signed", "submitted") else "info")]
    chips += amount_chips(line.amounts) if isinstance(line, ApplicationLine) else []
    if line.stale:
        chips.append(Chip(n_("{n} answer to check", "{n} answers to check", line.stale).format(n=line.stale), "warn"))
    if line.state != "submitted":
        chips.append(closing(line.closes.date()))
    return Card(title, about, Flow(*chips), Flow(*ways), box="next" if first else "card")


def _moment(begun: datetime) -> str:
    moment = begun.astimezone(clock.JST)
    return _("{day} {hour}:{minute:02}").format(day=era.wareki(moment.date()), hour=moment.hour, minute=moment.minute)
