"""前の申請・帳面・今度の申請: a card for each question and table; each answer and each row is settled by itself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import ComparedRow, ComparedTable, ThreeWay
from kobe_desk.modules.subsidies.view.compare_rows import RowsBeside
from kobe_desk.modules.subsidies.view.question import words_of
from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.card import Card, EmptyState, Facts, Section
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Known, LastingColumn
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class ComparePage(Page):
    """Nothing is confirmed for all at once: every question, and every row of a table, has its own buttons.

    `at` is a table that stands before all else, because somebody came from it.
    """

    help_page = "subsidies-compare"
    before_wanted = Signal(str)
    today_wanted = Signal(str)
    keep_wanted = Signal(str)
    row_before_wanted = Signal(str, str)
    row_today_wanted = Signal(str, str)
    row_keep_wanted = Signal(str, str)

    def __init__(self, back: str = "", *, at: str = "") -> None:
        super().__init__(_("Compare with the application before"), back=back or _("To the application"))
        self.notice = Notice("info")
        self._at, self._place = at, 0
        self.buttons: dict[tuple[str, str], Button] = {}
        self.tables: dict[str, RowsBeside] = {}
        self._open, self._rest = LastingColumn(), LastingColumn()
        self.open = Section(_("To be looked at"), self._open)
        self.rest = Section(_("Looked at"), self._rest)
        self.add(Column(self.notice, self.open, self.rest, gap="group", around=(0, 14, 0, 0)))

    def show_compared(self, row: ComparedRow) -> None:
        """Those nobody has looked at first, the different ones before the others."""
        count = len(row.programmes)
        title = row.title or n_("{n} programme", "{n} programmes", count).format(n=count)
        self.header.say(_("Compare with the application before"), title)
        self._place = self._pressed()
        self.buttons, self.tables = {}, {}
        left = sorted((each for each in row.rows if not each.settled), key=lambda each: each.same)
        done = [each for each in row.rows if each.settled]
        self._tell_left(row, len(left), sum(len(each.open) for each in row.tables))
        self._show(self._open, left, row, settled=False)
        self._show(self._rest, done, row, settled=True)
        self.rest.setVisible(self._rest.count() > 0)

    def _show(self, into: LastingColumn, questions: Sequence[ThreeWay], row: ComparedRow, *, settled: bool) -> None:
        """What was looked at, or what was not: the table that was come from, the questions, the other tables."""
        lines = {each.key: [line for line in each.lines if line.settled is settled] for each in row.tables}
        tables = sorted((each for each in row.tables if lines[each.key]), key=lambda each: each.table.id != self._at)
        first = sum(each.table.id == self._at for each in tables)
        parts = [Known(each.key, (each, row.programmes), partial(self._card, each, row)) for each in questions]
        cards = [Known((each.key, "rows"), None, partial(self._rows_card, each, row)) for each in tables]
        shown = [*cards[:first], *parts, *cards[first:]]
        if not shown and not settled:
            shown = [Known("", None, _nothing_left)]
        rows = iter(tables)
        for made in into.show_parts(shown):
            if isinstance(made, RowsBeside):
                table = next(rows)
                made.show_rows(table, lines[table.key])
                self.tables.setdefault(table.table.id, made)
                self.buttons |= {(f"{table.key}/{line}", kind): each for (line, kind), each in made.buttons.items()}
            elif isinstance(made, _Question):
                self.buttons |= {(made.key, kind): each for kind, each in made.buttons.items()}

    def _tell_left(self, row: ComparedRow, questions: int, rows: int) -> None:
        words = n_("{n} question is left to look at. Before: {before}",
                   "{n} questions are left to look at. Before: {before}", questions)  # fmt: skip
        of_tables = n_("{n} row of the tables is left.", "{n} rows of the tables are left.", rows).format(n=rows)
        said = words.format(n=questions, before=_(", ").join(row.before) or _("(none)"))
        self.notice.mean("info" if questions or rows else "ok")
        self.notice.ask("\n".join([said, *([of_tables] if rows else [])]))

    def _rows_card(self, table: ComparedTable, row: ComparedRow) -> RowsBeside:
        card = RowsBeside(table.table.label, *_whose(table, row))
        card.before_wanted.connect(self.row_before_wanted)
        card.today_wanted.connect(self.row_today_wanted)
        card.keep_wanted.connect(self.row_keep_wanted)
        return card

    def _card(self, each: ThreeWay, row: ComparedRow) -> "_Question":
        card = _Question(each, _whose(each, row))
        for kind, wish in (("before", self.before_wanted), ("today", self.today_wanted), ("keep", self.keep_wanted)):
            if kind in card.buttons:
                card.buttons[kind].clicked.connect(partial(self._wish, wish, each.key))
        return card

    @staticmethod
    def _wish(wish: SignalInstance, key: str, _checked: bool = False) -> None:
        wish.emit(key)

    def _pressed(self) -> int:
        """Where among the buttons the keyboard is; after a press it goes on from there."""
        names = list(dict.fromkeys(name for name, _kind in self.buttons))
        focused = self.focusWidget()
        return next((names.index(name) for (name, _kind), each in self.buttons.items() if each is focused), 0)

    def show_refusal(self, error: UserError) -> None:
        self.notice.mean("warn")
        self.notice.ask(error.message())

    # Qt asks:

    def focus_first(self) -> None:
        """Always at what stands where something was pressed; in the beginning at the first."""
        names = list(dict.fromkeys(name for name, _kind in self.buttons))
        name = names[min(self._place, len(names) - 1)] if names else ""
        mine = (each for (of, _kind), each in self.buttons.items() if of == name)
        next(mine, self.header.back).setFocus()


class _Question(Card):
    """One question with the answers that are known of it."""

    def __init__(self, each: ThreeWay, whose: Sequence[Paragraph]) -> None:
        self.key, field = each.key, each.field
        known = (
            (_("The application before"), each.before),
            (_("The desk today"), each.today),
            (_("This application"), each.now),
        )
        facts = [(name, words_of(field, answer, each.lists)) for name, answer in known if answer is not None]
        chip = Chip(_("The same"), "ok") if each.same else Chip(_("They differ"), "warn")
        if each.settled:
            chip = Chip(_("Looked at"), "ok")
        self.buttons = _ways(each)
        super().__init__(field.label, *whose, Facts(facts, width=130), Flow(chip, *self.buttons.values()))


def _ways(each: ThreeWay) -> dict[str, Button]:
    """What the answer can become; what it is already has no button."""
    found = {}
    wishes = (
        ("before", each.before, _("Take the one before"), "history"),
        ("today", each.today, _("Take the desk's"), "link"),
    )
    for kind, answer, words, icon in wishes:
        if answer is not None and answer.value != each.now.value:
            found[kind] = _way(each.field.label, words, icon)
    if not each.settled and not each.now.blank:
        found["keep"] = _way(each.field.label, _("It is right as it is"), "check")
    return found


def _way(label: str, words: str, icon: str) -> Button:
    return secondary(words, icon, name=_("{label}: {words}").format(label=label, words=words))


def _nothing_left() -> EmptyState:
    return EmptyState(_("Everything was looked at"), _("Go back to the application."))


def _whose(each: ThreeWay | ComparedTable, row: ComparedRow) -> list[Paragraph]:
    return [Paragraph(_for_whom(each, row), ink="muted", narrow=True)] if row.programmes else []


def _for_whom(each: ThreeWay | ComparedTable, row: ComparedRow) -> str:
    """Which programmes an answer counts for."""
    if len(each.programmes) == len(row.programmes):
        return _("Answered once, for all {n} programmes.").format(n=len(row.programmes))
    return _("For: {programmes}").format(programmes=_(", ").join(each.programmes))
