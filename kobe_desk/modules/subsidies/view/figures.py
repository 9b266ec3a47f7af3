"""今年度版をつくる: the figures of a past definition, looked up in this year's call one by one."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import CopyRow, FigurePart, FigureRow
from kobe_desk.modules.subsidies.view.examples import ExampleCard
from kobe_desk.modules.subsidies.view.named import NamedField
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import Control, DateField, MoneyField, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph

SOURCE = "source"


class CopyPage(Page):
    """One card for each figure: what it was, what it is now, and where that was looked up."""

    help_page = "subsidies-copy"
    confirmed = Signal(str, object, str)
    """Where the figure stands, the values of its parts, and the source."""
    example_accepted = Signal(str)
    begin_wanted = Signal()
    edit_wanted = Signal()
    difference_wanted = Signal()
    give_wanted = Signal()
    next_wanted = Signal()
    examples_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("This year's copy"), back=_("To subsidies"))
        self.begin = primary(_("Begin to apply"), "file-pen")
        self.begin.clicked.connect(self.begin_wanted)
        self.header.add(self.begin)
        self.state = Notice("warn")
        self._cards = Column(gap="item")
        self.cards: dict[str, FigureCard] = {}
        self.examples: list[ExampleCard] = []
        holder = QWidget()
        holder.setLayout(self._cards)
        self.edit = link(_("Edit the programme"), "pencil")
        self.difference = link(_("What changed"), "list")
        self.give = link(_("Write to a file"), "download")
        self.worked = link(_("Worked examples"), "calculator")
        self.worked.clicked.connect(self.examples_wanted)
        self.next = link(_("Make the next year's version"), "copy")
        tools = QWidget()
        tools.setLayout(Flow(self.edit, self.worked, self.difference, self.give, self.next))
        self.edit.clicked.connect(self.edit_wanted)
        self.difference.clicked.connect(self.difference_wanted)
        self.give.clicked.connect(self.give_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.add(self.state, tools, holder)

    def show_copy(self, row: CopyRow) -> None:
        """Show every figure; those that were confirmed fold to one line."""
        self.header.say(row.programme.title, _("Copy for {year}").format(year=row.year))
        ready = not row.left and not row.examples and not row.faults and row.tried
        self.begin.setVisible(ready and not row.past)
        self.give.setVisible(ready)
        self.next.setVisible(ready and row.programme.fiscal_year is not None)
        words = _waiting(row)
        self.state.mean("warn" if words else "ok")
        self.state.ask(words or _("Every figure was confirmed. An application can be begun."))
        self._cards.empty()
        self.cards = {each.at: FigureCard(each, row.year) for each in row.figures}
        for card in self.cards.values():
            card.confirmed.connect(self.confirmed)
            self._cards.add(card)
        self.examples = [ExampleCard(each, row) for each in row.examples]
        for example in self.examples:
            example.accepted.connect(self.example_accepted)
            self._cards.add(example)

    def show_gone(self, error: UserError) -> None:
        """The copy is not there any more."""
        self.state.mean("warn")
        self.state.ask(error.message())

    def show_refusal(self, at: str, error: UserError) -> None:
        self.cards[at].show_refusal(error)

    # Qt asks:

    def focus_first(self) -> None:
        open_cards = [each for each in self.cards.values() if each.form is not None]
        if open_cards and open_cards[0].form is not None:
            open_cards[0].form.focus_first()
        elif self.examples:
            self.examples[0].button.setFocus()
        else:
            self.begin.setFocus()


def _waiting(row: CopyRow) -> str:
    """What has to be done before anybody can apply; empty when nothing is left."""
    if row.faults:
        words = n_("{n} place has to be mended before anybody can apply. “Edit the programme” shows it.",
                   "{n} places have to be mended before anybody can apply. “Edit the programme” shows them.",
                   len(row.faults))  # fmt: skip
        return words.format(n=len(row.faults))
    if any(each.on_paper for each in row.examples):
        words = n_("{n} worked example gives other papers than before. Look at it below.",
                   "{n} worked examples give other papers than before. Look at them below.",
                   len(row.examples))  # fmt: skip
        return words.format(n=len(row.examples))
    if row.examples:
        words = n_(
            "The figures of {year} change the sums of {n} worked example. Look at it below.",
            "The figures of {year} change the sums of {n} worked examples. Look at them below.",
            len(row.examples),
        )
        return words.format(n=len(row.examples), year=row.year)
    if row.left:
        words = n_(
            "Compare {n} figure with the call of {year}. The papers show only figures that were confirmed.",
            "Compare {n} figures with the call of {year}. The papers show only figures that were confirmed.",
            row.left,
        )
        return words.format(n=row.left, year=row.year)
    return "" if row.tried else _("The papers of the worked examples are being checked.")


class FigureCard(Card):
    """A figure: its parts as fields filled with last time's values, and where they were looked up."""

    confirmed = Signal(str, object, str)

    def __init__(self, row: FigureRow, year: str) -> None:
        super().__init__(row.label)
        self._row = row
        self.form: Form | None = None
        chip = Chip(_("Confirmed"), "ok") if row.confirmed else Chip(_("To be confirmed"), "warn")
        before = _("Source: {source} ({vintage})").format(source=row.source, vintage=row.vintage)
        parts: list[Any] = [Flow(chip), Paragraph(before, ink="muted", narrow=True)]
        parts += [Paragraph(row.note, ink="muted", narrow=True)] if row.note else []
        self.body.add(*parts)
        if row.confirmed:
            self.body.add(Paragraph("　".join(_words(each) for each in row.parts), narrow=True))
            self.again = secondary(_("Change"), "pencil", name=_("Change: {question}").format(question=row.label))
            self.again.clicked.connect(self._open)
            self.body.add(Flow(self.again))
        else:
            self._ask(_("The call of {year}").format(year=year))

    def _ask(self, source: str) -> None:
        fields = {"/".join(each.path) or "value": self._field(each) for each in self._row.parts}
        support = _("The name of the call and the page, if you like.")
        fields[SOURCE] = NamedField(_("Where was it looked up?"), TextField(380), support=support, of=self._row.label)
        self.form = Form(fields)
        values = {"/".join(each.path) or "value": each.value for each in self._row.parts}
        self.form.fill({**values, SOURCE: source})
        button = secondary(
            _("This is right"), "check", name=_("This is right: {question}").format(question=self._row.label)
        )
        button.clicked.connect(self._confirm)
        self.button = button
        self.body.add(self.form, Flow(button))

    def _open(self) -> None:
        self.again.hide()
        if self.form is None:
            self._ask(self._row.source)
        if self.form is not None:
            self.form.focus_first()

    def _field(self, part: FigurePart) -> NamedField:
        made: dict[str, Control] = {"number": MoneyField(), "day": DateField()}
        return NamedField(part.label, made.get(part.kind) or TextField(140), of=self._row.label)

    def _confirm(self) -> None:
        values = self.form.read() if self.form else None
        if values is not None:
            source = values.pop(SOURCE)
            self.confirmed.emit(self._row.at, tuple(values.values()), source)

    def show_refusal(self, error: UserError) -> None:
        if self.form is not None and not self.form.show_refusal(error):
            next(iter(self.form.fields.values())).refuse(error.message())


def _words(part: FigurePart) -> str:
    if isinstance(part.value, date):
        value = era.wareki(part.value)
    else:
        value = f"{part.value:,}" if isinstance(part.value, int) else part.value
    return _("{label} {sum}").format(label=part.label, sum=value)
