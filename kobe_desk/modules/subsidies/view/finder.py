"""使える助成は？: a few facts at the left, and what they lead to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.table import STATES
from kobe_desk.modules.subsidies.usecases import FoundRow
from kobe_desk.modules.subsidies.usecases.finding import FACTS, Fact, FactKind, Fit, Need
from kobe_desk.modules.subsidies.usecases.overview import YearLine
from kobe_desk.modules.subsidies.view.finder_year import Bar, YearChart
from kobe_desk.modules.subsidies.view.offer import amount_words, leading_on
from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.card import Card, EmptyState, Facts, Section
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import Control, FormField, NumberField, Select
from kobe_desk.ui.field import Need as Asked
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Item, Panel, Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.page import Page, Scroll, SidePane
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

_WIDTH = 364
_BAR = 16
"""Room for the scroll bar beside the facts."""
_MARKS = {True: ("circle-check", "ok"), False: ("triangle-alert", "warn"), None: ("circle-question-mark", "info")}


def _fits(count: int) -> str:
    return n_("{n} can be used", "{n} can be used", count).format(n=count)


def _nearly(count: int) -> str:
    return n_("{n} is nearly within reach", "{n} are nearly within reach", count).format(n=count)


def _not(count: int) -> str:
    return n_("{n} cannot be used now", "{n} cannot be used now", count).format(n=count)


_HEADINGS = {Fit.FITS: _fits, Fit.NEARLY: _nearly, Fit.NOT: _not}


class FinderPage(Page):
    """Changing a fact judges every programme again; what the desk knew beforehand says so at the fact."""

    help_page = "subsidies-find"
    facts_changed = Signal()
    begin_wanted = Signal(str)
    copy_wanted = Signal(str)
    together_wanted = Signal(object)
    """The keys of the programmes that fit and can be begun."""

    def __init__(self) -> None:
        super().__init__(_("Which subsidies can we use?"), back=_("To subsidies"))
        self.fields = {each.id: _field(each) for each in FACTS.values()}
        for field in self.fields.values():
            field.edited.connect(self.facts_changed)
        why = Paragraph(
            _("Answer as far as you know. Every answer changes the list at once."), ink="muted", narrow=True
        )
        self._facts = SidePane(why, Column(*self.fields.values(), gap="group"))
        self._pane = Panel(Row(Scroll(self._facts), gap=0), ground="surface", edge="right")
        follow(self._pane, self._fit_pane)
        self.set_list(self._pane)
        self.buttons: dict[str, Button] = {}
        self._found: Sequence[FoundRow] | None = None
        self._results: Mapping[str, tuple[int, YearLine]] = {}
        self._groups = {fit: Column(gap="item") for fit in Fit}
        self.sections = {fit: Section(_HEADINGS[fit](0), group) for fit, group in self._groups.items()}
        self._months = Facts(width=112)
        self.year = YearChart()
        note = Paragraph(_("A dashed bar is taken from an earlier year; the line is today."), ink="muted", narrow=True)
        self.calendar = Card(_("When applications are taken"), self.year, note, self._months)
        self.to_calendar = secondary(_("When applications are taken"), "calendar-days")
        self.to_calendar.clicked.connect(lambda: self.to_part(self.calendar))
        self.together = secondary(_("Apply for several together"), "list")
        self.together.clicked.connect(lambda: self.together_wanted.emit(self._ready()))
        self.together.hide()
        self.header.add(self.to_calendar, self.together)
        self.add(Column(self.sections[Fit.FITS], self.calendar, self.sections[Fit.NEARLY], self.sections[Fit.NOT],
                        gap="section", around=(0, 4, 0, 0)))  # fmt: skip

    def show_facts(self, facts: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        """Fill in the facts; those that stand as the desk has them say where they come from."""
        for name, field in self.fields.items():
            field.set_value(facts.get(name))
        self.show_sources(facts, known)

    def show_sources(self, facts: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        for name, field in self.fields.items():
            field.show_source(_("From the desk") if name in known and facts.get(name) == known[name] else "")
        self._fit_pane()

    def _fit_pane(self) -> None:
        """English words may need more room than was meant for the facts."""
        meant = round(_WIDTH * (1 + (theme.size / 12 - 1) * 0.5))
        self._pane.setFixedWidth(max(meant, self._facts.minimumSizeHint().width() + theme.width(_BAR)))

    def facts(self) -> dict[str, Any]:
        """What is filled in and can be read; the rest is not known."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                value = field.value()
                field.refuse("")
            except UserError as error:
                field.refuse(error.message())
                continue
            if value not in (None, ""):
                found[name] = value
        return found

    def show_results(self, results: Mapping[str, tuple[int, YearLine]]) -> None:
        """What the programmes brought before, by their ids."""
        self._results = results
        if self._found is not None:
            found, self._found = self._found, None
            self.show_found(found)

    def show_found(self, rows: Sequence[FoundRow]) -> None:
        """Show the programmes judged; a letter more in a number seldom changes any of them."""
        if rows == self._found:
            return
        self._found = rows
        self.buttons = {}
        for fit, group in self._groups.items():
            group.empty()
            found = [each for each in rows if each.fit is fit]
            self.sections[fit].setVisible(bool(found) or fit is Fit.FITS)
            self.sections[fit].heading.setText(_HEADINGS[fit](len(found)))
            for each in found:
                group.add(self._refused(each) if fit is Fit.NOT else self._card(each))
        if not any(each.fit is Fit.FITS for each in rows):
            self._groups[Fit.FITS].add(
                EmptyState(_("Nothing fits as it stands"), _("See what is missing below, or answer more at the left."))
            )
        self.together.setVisible(len(self._ready()) > 1)
        near = [each for each in rows if each.fit is not Fit.NOT]
        self._months.show_facts(_calendar(near))
        self.year.show_bars(_bars(near), clock.today())

    def _ready(self) -> tuple[str, ...]:
        """What fits and can be begun as it is."""
        offers = (each.offer for each in self._found or () if each.fit is Fit.FITS)
        return tuple(each.key for each in offers if not each.past and not each.unconfirmed)

    def _card(self, row: FoundRow) -> Card:
        programme = row.offer.programme
        button, copies = leading_on(row.offer)
        button.clicked.connect(lambda: (self.copy_wanted if copies else self.begin_wanted).emit(row.offer.key))
        self.buttons[row.offer.key] = button
        parts: list[Item] = [Paragraph(programme.summary, narrow=True)]
        if words := amount_words(programme):
            parts.append(Paragraph(_("Amount: {words}").format(words=words), ink="muted", narrow=True))
        if before := self._results.get(programme.id):
            parts.append(Paragraph(_brought(*before), narrow=True))
        shown = row.needs if row.fit is Fit.NEARLY else ()
        parts += [_need(each) for each in shown]
        return Card(programme.title, *parts, Flow(*_chips(row)), Flow(button))

    def _refused(self, row: FoundRow) -> Panel:
        reasons = [_need(each) for each in row.needs if each.met is False]
        title = Paragraph(row.offer.programme.title, bold=True, narrow=True)
        return Panel(Column(title, *reasons, gap=6, around=(16, 12, 16, 12)), box="quiet")

    # Qt asks:

    def focus_first(self) -> None:
        next(iter(self.fields.values())).focus()


def _field(fact: Fact) -> FormField:
    unknown = (None, _("Not known yet"))
    control: Control
    if fact.kind is FactKind.NUMBER:
        control = NumberField(least=0, most=99_999)
    elif fact.kind is FactKind.YESNO:
        control = Select([unknown, (True, _("Yes")), (False, _("No"))])
    else:
        control = Select([unknown, *((key, _(words)) for key, words in fact.options.items())])
    return FormField(_(fact.label), control, Asked.UNSAID, unit=_(fact.unit) if fact.unit else "")


def _need(need: Need) -> Row:
    """One need with its mark: there, missing, or not known yet."""
    icon, ink = _MARKS[need.met]
    words = need.text
    if need.met is None and need.open:
        asked = _(", ").join(_(FACTS[each].label) for each in need.open)
        words = _("{need} (not known yet: {facts})").format(need=need.text, facts=asked)
    row = Row(gap=8)
    row.addLayout(Column(3, Picture(icon, ink, "table"), STRETCH, gap=0))
    row.addWidget(Paragraph(words, narrow=True), 1)
    return row


def _chips(row: FoundRow) -> list[Chip]:
    chips = [Chip(_window(row), "plain", "calendar-days")]
    for year, state in row.applied[:1]:
        words = _("{year}: {state}").format(year=FiscalYear(year).label, state=_(STATES[state]))
        chips.append(Chip(words, "info"))
    unsure = len(row.offer.programme.unverified()) or row.offer.unconfirmed
    if unsure:
        chips.append(Chip(n_("{n} figure to confirm", "{n} figures to confirm", unsure).format(n=unsure), "warn"))
    return chips


def _window(row: FoundRow) -> str:
    if row.closes is None:
        return _("Window: see the call")
    words = _("Usually until {day}") if row.guide else _("Until {day}")
    if row.opens is not None and row.opens > clock.today():
        words = _("Usually from {opens} to {day}") if row.guide else _("From {opens} to {day}")
    return words.format(opens=_month_day(row.opens), day=_month_day(row.closes))


def _month_day(day: date | None) -> str:
    return _("{month}/{day}").format(month=day.month, day=day.day) if day else ""


def _brought(year: int, line: YearLine) -> str:
    """What an earlier application asked for and brought."""
    label, asked = FiscalYear(year).label, f"{line.asked or 0:,}"
    if line.ended:
        return _("{year}: {asked} yen asked for, nothing granted").format(year=label, asked=asked)
    if line.decided is None:
        return _("{year}: {asked} yen asked for").format(year=label, asked=asked)
    words = _("{year}: {asked} yen asked for, {decided} yen decided")
    return words.format(year=label, asked=asked, decided=f"{line.decided:,}")


def _bars(rows: Sequence[FoundRow]) -> list[Bar]:
    bars = [(each.closes, Bar(each.offer.programme.title, each.opens, each.closes, each.guide))
            for each in rows if each.closes is not None]  # fmt: skip
    return [bar for _closes, bar in sorted(bars, key=lambda each: each[0])]


def _with_length(row: FoundRow) -> str:
    """The window, and how long it is where both days are known."""
    if row.opens is None or row.closes is None:
        return _window(row)
    days = (row.closes - row.opens).days + 1
    return n_("{window}, {count} day", "{window}, {count} days", days).format(window=_window(row), count=days)


def _calendar(rows: Sequence[FoundRow]) -> list[tuple[str, str]]:
    """Last days by month from now on; those of unknown days at the end."""
    months: dict[tuple[int, int], list[str]] = {}
    for row in sorted((each for each in rows if each.closes), key=lambda each: each.closes or date.max):
        if row.closes is not None:
            words = _("{title} ({window})").format(title=row.offer.programme.title, window=_with_length(row))
            months.setdefault((row.closes.year, row.closes.month), []).append(words)
    found = [(_month(*key), "\n".join(titles)) for key, titles in months.items()]
    unknown = [each.offer.programme.title for each in rows if each.closes is None]
    return [*found, (_("See the call"), "\n".join(unknown))] if unknown else found


def _month(year: int, month: int) -> str:
    return _("{month} of {year}").format(year=era.era_year(date(year, month, 1)), month=month)


__all__ = ("FinderPage",)
