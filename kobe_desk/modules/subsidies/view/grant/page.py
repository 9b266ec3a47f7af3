"""The page of a grant: the stages at the left, one of them or the costs beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import GrantRow
from kobe_desk.modules.subsidies.view.amounts import amount_chips
from kobe_desk.modules.subsidies.view.grant.next_day import NextDayCard
from kobe_desk.modules.subsidies.view.offer import closing
from kobe_desk.ui.button import link
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.preview import scrolled_list
from kobe_desk.ui.side_list import SideList, Step


class GrantPage(Page):
    """Amounts and the next day above, then the part that was chosen at the left."""

    help_page = "subsidies-grant"
    step_chosen = Signal(int)
    day_kept = Signal(object)
    """The day by which the next step is to be done, as the notice says it."""

    def __init__(self) -> None:
        super().__init__(_("What came after"), back=_("To subsidies"))
        self.steps = SideList(width=186)
        self.steps.chosen.connect(self.step_chosen)
        self.set_list(scrolled_list(self.steps))
        self.notice = Notice("warn")
        self.notice.hide()
        self._facts = Column(gap="tight")
        self._content = Column(gap="group")
        self.part: QWidget | None = None
        self.next_day: NextDayCard | None = None
        self.add(Column(self.notice, self._facts, self._content, STRETCH, gap="item", around=(0, 14, 0, 0)))

    def show_grant(self, row: GrantRow) -> None:
        """The amounts, the next day, how long the papers are kept."""
        self.header.say(_("What came after"), row.application.programme.title)
        self._facts.empty()
        chips = amount_chips(row.amounts)
        changed = row.settlement.asked
        if row.amounts.decided is None and changed != row.amounts.asked:
            chips.append(Chip(_("After the change {yen}").format(yen=yen(changed))))
        spent = sum(each.spent for each in row.plan)
        chips.append(Chip(_("Spent so far {yen}").format(yen=yen(spent))))
        if row.due is not None and row.due.day >= clock.today():
            chips.append(closing(row.due.day, row.due.what))
        elif row.due is not None:
            words = _("Was due on {day}").format(day=era.wareki(row.due.day))
            chips.append(Chip(_("{title}: {what}").format(title=row.due.what, what=words), "warn"))
        if row.keep_until is not None:
            words = _("Keep the papers until {day}")
            chips.append(Chip(words.format(day=era.wareki(row.keep_until)), "info", "archive"))
        self._facts.addLayout(Flow(*chips, *self._next_day(row)))
        if self.next_day is not None:
            self._facts.add(self.next_day)

    def _next_day(self, row: GrantRow) -> list[QWidget]:
        """The day of what comes next: asked for at once where nobody knows it, else behind a link."""
        what = row.asks_day or (row.due.what if row.due else "")
        self.next_day = None
        if not what or not any(each.day for each in row.steps):
            return []
        self.next_day = NextDayCard(what, row.due.day if row.due else None)
        self.next_day.kept.connect(self.day_kept)
        self.another_day = link(_("Change the day"), "pencil", name=_("Change the day of {stage}").format(stage=what))
        (self.another_day if row.due is None else self.next_day).hide()
        self.another_day.clicked.connect(self._open_next_day)
        return [self.another_day]

    def _open_next_day(self) -> None:
        self.another_day.hide()
        if self.next_day is not None:
            self.next_day.show()
            self.next_day.form.focus_first()

    def show_steps(self, steps: Sequence[Step]) -> None:
        self.steps.show_steps(steps)

    def show_part(self, part: QWidget) -> None:
        """Show this in place of what was there before."""
        self.notice.hide()
        self._content.empty()
        self._content.add(part)
        self.part = part
        self.to_top()

    def show_refusal(self, error: UserError) -> None:
        """At its field where the part has one, else above."""
        refuse = getattr(self.part, "show_refusal", None)
        if refuse is None or not refuse(error):
            self._tell("warn", error.message())

    def say(self, text: str) -> None:
        self._tell("ok", text)

    def _tell(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.show()
        self.to_top()

    # Qt asks:

    def focus_first(self) -> None:
        focus = getattr(self.part, "focus_first", None)
        if focus is not None:
            focus()
