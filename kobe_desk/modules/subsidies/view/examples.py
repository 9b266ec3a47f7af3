"""計算例: a worked example that this year's figures have changed, with what it gave and what it gives now."""

from PySide6.QtCore import Signal

from kobe_desk.core.japanese import money
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import CopyRow, ExampleRow
from kobe_desk.modules.subsidies.usecases.asking import Problem, Programme
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.text import Paragraph


class ExampleCard(Card):
    """One example; whoever has seen why it changed says so."""

    accepted = Signal(str)

    def __init__(self, row: ExampleRow, copy: CopyRow) -> None:
        super().__init__(_("Worked example: {title}").format(title=row.title))
        self.words = sentences(row, copy.programme)
        self.button = secondary(
            _("These sums are right"), "check", name=_("These sums are right: {title}").format(title=row.title)
        )
        self.button.clicked.connect(lambda: self.accepted.emit(row.mark))
        hint = _("The sums follow the figures that you confirmed. If one is wrong, correct the figure above.")
        lines = [Paragraph(each, narrow=True) for each in self.words]
        chip = Chip(_("Changed by this year's figures"), "warn")
        self.body.add(Flow(chip), *lines, Paragraph(hint, ink="muted", narrow=True), Flow(self.button))


def sentences(row: ExampleRow, programme: Programme) -> tuple[str, ...]:
    """交付申請額: 160,000円 → 140,000円; an answer that is missing now, or asked no more, by its question."""
    amounts = {f".amounts.{each.id}": each.label for each in programme.amounts}
    found, others = [], []
    for each in row.problems:
        label = next((label for end, label in amounts.items() if each.at.endswith(end)), "")
        if label:
            before, now = (_yen(each.values[name]) for name in ("wanted", "found"))
            found.append(_("{label}: {before} → {now}").format(label=label, before=before, now=now))
        elif each.at.endswith(".missing"):
            found += _missing(each, programme)
        elif not each.at.rpartition(".summary.")[1]:
            others.append(each.message())
    return tuple(dict.fromkeys(found or others or [each.message() for each in row.problems]))


def _missing(problem: Problem, programme: Programme) -> list[str]:
    """Questions that the example leaves open now, and those that it need not answer any more."""
    labels = {key: each.label for key, each in programme.fields.items()}
    before, now = (list(problem.values[name]) for name in ("wanted", "found"))
    open_now = [labels.get(each, each) for each in now if each not in before]
    done = [labels.get(each, each) for each in before if each not in now]
    return [
        *(
            _("“{question}” has to be answered, and the example has no answer.").format(question=each)
            for each in open_now
        ),
        *(_("“{question}” need not be answered any more.").format(question=each) for each in done),
    ]


def _yen(value: object) -> str:
    return money.yen(value) if isinstance(value, int) else _("none")
