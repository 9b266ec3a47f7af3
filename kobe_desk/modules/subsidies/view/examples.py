"""計算例: what comes of each worked example, with its papers; and one that this year's figures have changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import money
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import CopyRow, ExampleRow, PaperRequest, WorkedRow, WorkedRows
from kobe_desk.modules.subsidies.usecases.asking import Problem, Programme
from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.card import Card, EmptyState, Facts
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.papers_page import PapersPage
from kobe_desk.ui.text import Paragraph


class ExamplesPage(Page):
    """A card for each example: its amounts, and the way to the papers that come of it."""

    help_page = "subsidies-programme"
    papers_wanted = Signal(object)
    """A WorkedRow."""

    def __init__(self, back: str) -> None:
        super().__init__(_("Worked examples"), back=back)
        self.notice = Notice("info", _("These are made-up associations. Their papers are marked as samples."))
        self._cards = Column(gap="item")
        self.buttons: dict[str, Button] = {}
        self.add(Column(self.notice, self._cards, gap="item", around=(0, 14, 0, 0)))

    def show_examples(self, found: WorkedRows) -> None:
        self.header.say(_("Worked examples"), found.programme.title)
        self._cards.empty()
        self.buttons = {}
        for row in found.rows:
            self._cards.add(self._card(row))
        if not found.rows:
            self._cards.add(EmptyState(_("No worked example"), _("None came with this programme.")))

    def show_refusal(self, error: UserError) -> None:
        self.notice.mean("warn")
        self.notice.ask(error.message())

    def _card(self, row: WorkedRow) -> Card:
        button = secondary(
            _("Look at the papers"), "eye", name=_("Look at the papers: {title}").format(title=row.title)
        )
        button.clicked.connect(lambda: self.papers_wanted.emit(row))
        self.buttons[row.name] = button
        amounts = Facts([(label, _yen(yen)) for label, yen in row.amounts], width=160)
        why = [Paragraph(each, ink="muted", narrow=True) for each in row.failed]
        return Card(row.title, amounts, Flow(_chip(row)), *why, Flow(button))

    # Qt asks:

    def focus_first(self) -> None:
        next(iter(self.buttons.values()), self.header.back).setFocus()


def _chip(row: WorkedRow) -> Chip:
    if row.unanswered:
        words = n_("For the sums only: {n} question is left open", "For the sums only: {n} questions are left open",
                   row.unanswered)  # fmt: skip
        return Chip(words.format(n=row.unanswered), "info")
    return Chip(_("Cannot be applied for like this"), "warn") if row.failed else Chip(_("A whole application"), "ok")


class ExamplePapersPage(PapersPage):
    """The forms of an example, each page marked as a sample."""

    help_page = "subsidies-programme"

    def __init__(self, title: str) -> None:
        super().__init__(_("Papers of the worked example"), _("Papers"), back=_("To the worked examples"))
        self.header.say(_("Papers of the worked example"), title)

    def show_made(self, made: Sequence[PaperRequest]) -> None:
        self.show_papers([(_("Sample: {title}").format(title=each.title), each.data) for each in made])
        self.focus_first()


class ExampleCard(Card):
    """One example; whoever has seen why it changed says so."""

    accepted = Signal(str)

    def __init__(self, row: ExampleRow, copy: CopyRow) -> None:
        super().__init__(_("Worked example: {title}").format(title=row.title))
        self.words = sentences(row, copy.programme)
        right = _("These papers are right") if row.on_paper else _("These sums are right")
        name = _("{words}: {title}").format(words=right, title=row.title)
        self.button = secondary(right, "check", name=name)
        self.button.clicked.connect(lambda: self.accepted.emit(row.mark))
        self.button.setVisible(row.acceptable)
        hint = _("The sums follow the figures that you confirmed. If one is wrong, correct the figure above.")
        chip = Chip(_("Changed by this year's figures"), "warn")
        if row.on_paper:
            hint = _("Look at the papers under “Worked examples”. If one is wrong, mend the programme.")
            chip = Chip(_("The papers are not as before"), "warn")
        lines = [Paragraph(each, narrow=True) for each in self.words]
        self.body.add(Flow(chip), *lines, Paragraph(hint, ink="muted", narrow=True), Flow(self.button))


def sentences(row: ExampleRow, programme: Programme) -> tuple[str, ...]:
    """交付申請額: 160,000円 → 140,000円; an answer that is missing now, or asked no more, by its question."""
    if row.on_paper:
        return tuple(each.sentence() for each in row.problems)
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
