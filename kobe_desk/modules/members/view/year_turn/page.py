"""年度替わり: five steps that can be gone through in any order, and done over several days."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import YearTurn
from kobe_desk.modules.members.view.dues.rates import RatesPart
from kobe_desk.modules.members.view.leaders import AllPart
from kobe_desk.modules.members.view.year_turn.closing import ClosingPart
from kobe_desk.modules.members.view.year_turn.officers import OfficersPart
from kobe_desk.modules.members.view.year_turn.open import OpenPart
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList, StepState
from kobe_desk.ui.text import Paragraph

STEPS = (
    N_("Close the dues"),
    N_("Officers of the next year"),
    N_("Leaders of the next year"),
    N_("Dues of the next year"),
    N_("What is left"),
)
QUESTIONS = (
    N_("What did the dues of {year} come to?"),
    N_("Who goes on in {next}, and who comes new?"),
    N_("Who leads the blocks in {next}?"),
    N_("What does a household pay in {next}?"),
    N_("What is still open?"),
)


class YearTurnPage(Page):
    """The steps at the left say what is done; everything can be undone one by one."""

    help_page = "members-year"
    year_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Turn of the year"), back=_("To the upkeep"))
        self._year, self._place = 0, 0
        self._turn: YearTurn | None = None
        self.before = secondary(_("Year before"), "chevron-left")
        self.after = secondary(_("Year after"), "chevron-right")
        self.header.add(self.before, self.after)
        self.closing, self.officers, self.leaders = ClosingPart(), OfficersPart(), AllPart()
        self.rates, self.open = RatesPart(), OpenPart()
        self._parts: tuple[QWidget, ...] = (self.closing, self.officers, self.leaders, self.rates, self.open)
        self.steps = SideList(width=200)
        self.steps.chosen.connect(self.show_step)
        self.set_list(self.steps)
        self.question = Paragraph(rank="title", bold=True, narrow=True)
        self.add(self.question, *self._parts, STRETCH)
        self.previous = secondary(_("Back"), "arrow-left")
        self.next = primary(_("Next"), "arrow-right", after=True)
        self.set_footer(self.previous, STRETCH, self.next)
        self.before.clicked.connect(lambda: self.year_requested.emit(self._year - 1))
        self.after.clicked.connect(lambda: self.year_requested.emit(self._year + 1))
        self.previous.clicked.connect(lambda: self.show_step(self._place - 1))
        self.next.clicked.connect(lambda: self.show_step(self._place + 1))
        self.steps.show_entries([(_(title), StepState.LATER.value[0]) for title in STEPS])
        self.show_step(0)

    def show_turn(self, turn: YearTurn) -> None:
        """All of the turn from one year to the next."""
        self._year, self._turn = turn.year, turn
        self.header.say(_("Turn of the year"), _("{year} to {next}").format(year=turn.label, next=turn.next_label))
        self.closing.show_turn(turn)
        self.officers.show_turn(turn)
        self.leaders.show_rotas(turn.turns)
        self.rates.show_rates(turn.rates)
        self.open.show_turn(turn)
        self.show_step(self._place, stay=True)

    def show_step(self, place: int, *, stay: bool = False) -> None:
        self._place = place
        self._show_states()
        self.steps.mark(place)
        turn = self._turn
        words = _(QUESTIONS[place])
        self.question.say(words.format(year=turn.label if turn else "", next=turn.next_label if turn else ""))
        for at, part in enumerate(self._parts):
            part.setVisible(at == place)
        self.previous.setEnabled(place > 0)
        self.next.setVisible(place < len(STEPS) - 1)
        if not stay:
            self.to_top()

    def _show_states(self) -> None:
        """What is done; the items stay the same, for one of them may just be being pressed."""
        done = _done(self._turn) if self._turn else (False,) * len(STEPS)
        for at, (item, finished) in enumerate(zip(self.steps.items, done, strict=True)):
            state = StepState.DONE if finished else StepState.NOW if at == self._place else StepState.LATER
            icon, ink, word = state.value
            item.show_as(icon, ink)
            item.setAccessibleDescription(_(word))

    # Qt asks:

    def focus_first(self) -> None:
        self.steps.items[0].setFocus()


def _done(turn: YearTurn) -> tuple[bool, ...]:
    officers, leaders = not (turn.terms or turn.vacant), not turn.leaderless
    return turn.dues.day is not None, officers, leaders, bool(turn.rates), not turn.open


def turn_to_show(year: FiscalYear, *, early: bool) -> int:
    """The year whose end is prepared: the one before in its first months, else this one."""
    return year.previous.year if early else year.year
