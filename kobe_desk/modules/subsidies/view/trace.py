"""The side pane with the way to the amount (算定): lettered lines, the result, and what is to be confirmed."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.asking import Line
from kobe_desk.ui.button import secondary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.layout import STRETCH, Column, Row, Rule
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import SidePane
from kobe_desk.ui.text import Label, Paragraph


@dataclass(frozen=True, slots=True)
class AmountTrace:
    """One amount: its name, the lines that lead to it (none while something is blank), its sum, unsure figures."""

    label: str
    lines: tuple[Line, ...]
    yen: int | None
    unsure: tuple[str, ...] = ()


class TracePane(SidePane):
    """How the amount is reached, line by line, following what is typed."""

    print_wanted = Signal()
    trial_wanted = Signal()

    def __init__(self) -> None:
        self._lines = Column(gap="tight")
        self.print_button = secondary(_("Print the calculation"), "printer")
        self._shown: tuple[AmountTrace, ...] = ()
        holder = QWidget()
        holder.setLayout(self._lines)
        self.trial_button = secondary(_("Try another rate or limit"), "calculator")
        self.offers_trial = False
        """Whether something listens: among several applications nothing is tried."""
        super().__init__(holder, self.print_button, self.trial_button)
        self.print_button.clicked.connect(self.print_wanted)
        self.trial_button.clicked.connect(self.trial_wanted)
        self.trial_button.hide()

    @property
    def shown(self) -> tuple[AmountTrace, ...]:
        """The traces in sight."""
        return self._shown

    def show_traces(self, traces: tuple[AmountTrace, ...], balance: Notice | None = None) -> None:
        """Show these calculations; nothing is drawn anew while nothing changed."""
        if traces == self._shown and balance is None:
            return
        self._shown = traces
        self._lines.empty()
        for trace in traces:
            self._show(trace)
        if balance is not None:
            self._lines.add(balance)
        worked_out = any(trace.lines for trace in traces)
        self.print_button.setVisible(worked_out)
        self.trial_button.setVisible(worked_out and self.offers_trial)

    def _show(self, trace: AmountTrace) -> None:
        self._lines.add(
            Paragraph(_("How {amount} is reached").format(amount=trace.label), "lead", bold=True, narrow=True)
        )
        self._lines.add(Rule())
        if not trace.lines:
            self._lines.add(
                Paragraph(_("It is calculated as soon as the figures are there."), ink="muted", narrow=True)
            )
            return
        for line in trace.lines[:-1]:
            self._lines.add(trace_line(line))
            self._lines.add(Rule())
        self._lines.add(Label(trace.label, ink="muted"))
        self._lines.addLayout(Row(Label(f"{trace.yen:,}", "figure"), Label(_("yen")), STRETCH, gap="tight"))
        for words in trace.unsure:
            self._lines.add(Chip(_("To be confirmed: {figure}").format(figure=words), "warn"))


def trace_line(line: Line) -> QWidget:
    """A lettered line: what it is, its figure, how it came about, and whether it decides."""
    row = QWidget()
    name = Paragraph(f"{line.letter}　{line.label}".strip("　"), narrow=True, bold=line.binds)
    top = Row(gap="tight")
    top.addWidget(name, 1)
    top.add(Label(_("{sum} yen").format(sum=line.figure), bold=True))
    words = [each for each in (line.expression, _("this decides") if line.binds else "") if each]
    below = Paragraph("　".join(words), ink="muted", narrow=True)
    row.setLayout(Column(top, *((below,) if words else ()), gap=2))
    return row
