"""Rows that the desk offers for a table (前年度からの繰越金): what it knows and from where, put in only when wanted."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import ProposedRow
from kobe_desk.modules.subsidies.usecases.asking import Answers
from kobe_desk.ui.notice import Notice


class Proposals(Notice):
    """The rows that are offered and do not stand in the table yet, each with its button."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("info")
        self._all: tuple[ProposedRow, ...] = ()
        self._shown: tuple[ProposedRow, ...] = ()
        self.hide()

    def offer(self, proposed: Sequence[ProposedRow], answers: Answers) -> None:
        self._all = tuple(proposed)
        self.follow(answers)

    def follow(self, answers: Answers) -> None:
        """Offer what is not among the rows."""
        left = tuple(each for each in self._all if not each.rows_in(answers))
        if left == self._shown:
            return
        self._shown = left
        said = [_("{label}: {sum} ({source})").format(label=each.label, sum=_sum(each), source=each.answer.source)
                for each in left]  # fmt: skip
        advice = _("If this project uses some of it, put in the row and change the sum to what is used.")
        self.ask("\n".join((*said, advice)), *((_put_in(each), partial(self.wanted.emit, each)) for each in left))
        self.setVisible(bool(left))


def _sum(proposed: ProposedRow) -> str:
    value = proposed.answer.value
    return yen(value) if isinstance(value, int) else ""


def _put_in(proposed: ProposedRow) -> str:
    return _("Put in the row of {label}").format(label=proposed.label)
