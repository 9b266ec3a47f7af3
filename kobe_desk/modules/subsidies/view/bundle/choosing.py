"""まとめて申請する制度をえらぶ: those that can be begun now, and how many questions answering once saves."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import OfferRow, TogetherCount
from kobe_desk.modules.subsidies.view.offer import amount_words, closing
from kobe_desk.ui.button import primary
from kobe_desk.ui.card import Card, EmptyState, Section
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import CheckBox
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph

LEAST = 2


class ChoosingPage(Page):
    """One card for each programme; the primary button begins those that are ticked."""

    help_page = "subsidies-bundle"
    choice_changed = Signal()
    begin_requested = Signal(object)
    """The keys of the programmes ticked, in their order."""

    def __init__(self) -> None:
        super().__init__(_("Apply for several together"), back=_("To subsidies"))
        self.begin = primary(_("Begin together"), "arrow-right", after=True)
        self.begin.clicked.connect(lambda: self.begin_requested.emit(self.chosen()))
        self.header.add(self.begin)
        self.refusal = Notice("warn")
        self.refusal.hide()
        self.count = Notice("info")
        self._cards = Column(gap="item")
        self.boxes: dict[str, CheckBox] = {}
        why = Paragraph(
            _("A question that several programmes ask is answered once. Each keeps its own papers and amounts."),
            ink="muted",
        )  # fmt: skip
        self.open = Section(_("Programmes that can be used this year"), why, self._cards)
        self.hint = Paragraph(_("For a programme of a past year, make this year's copy first."), ink="muted")
        self.add(Column(self.refusal, self.count, self.open, self.hint, gap="group"))

    def show_offers(self, rows: Sequence[OfferRow], chosen: Sequence[str]) -> None:
        """Show what can be begun, those of `chosen` ticked."""
        self._cards.empty()
        ready = [row for row in rows if not row.past and not row.unconfirmed and not row.unmet]
        self.boxes = {row.key: CheckBox(row.programme.title) for row in ready}
        for row in ready:
            box = self.boxes[row.key]
            box.set_value(row.key in chosen)
            box.edited.connect(self._changed)
            self._cards.add(_card(row, box))
        if len(ready) < LEAST:
            words = _("Make this year's copy of the programmes you apply for, and confirm their figures.")
            self._cards.add(EmptyState(_("There are not two programmes yet that can be begun"), words))
        self.begin.setVisible(len(ready) >= LEAST)
        self.count.setVisible(len(ready) >= LEAST)

    def chosen(self) -> tuple[str, ...]:
        """The keys of the programmes ticked."""
        return tuple(key for key, box in self.boxes.items() if box.value())

    def show_count(self, count: TogetherCount) -> None:
        """How many questions are left when each is asked once."""
        words = _("Tick two programmes or more.")
        if count.programmes >= LEAST:
            words = _("{programmes} programmes ask {questions} questions; asked once, they are {once}.")
        self.count.ask(words.format(programmes=count.programmes, questions=count.questions, once=count.once))

    def show_refusal(self, error: UserError) -> None:
        self.refusal.ask(error.message())
        self.refusal.show()

    def _changed(self) -> None:
        self.refusal.hide()
        self.choice_changed.emit()

    # Qt asks:

    def focus_first(self) -> None:
        next(iter(self.boxes.values()), self.header.back).setFocus()


def _card(row: OfferRow, box: CheckBox) -> Card:
    programme = row.programme
    parts = [Paragraph(programme.summary, narrow=True)] if programme.summary else []
    if words := amount_words(programme):
        parts.append(Paragraph(_("Amount: {words}").format(words=words), ink="muted", narrow=True))
    known = programme.window_known
    window = closing(row.closes.date()) if known else Chip(_("Window: see the call"), "plain", "calendar-days")
    return Card("", box, *parts, Flow(window, Chip(programme.addressee, "plain", "send")))
