"""準備: the facts of the meeting, what was left open before, the agenda, and the rules that hold."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import CarryOver, MeetingRow, RuleSentence
from kobe_desk.modules.meetings.view.agenda import AgendaPart
from kobe_desk.modules.meetings.view.documents import DocumentsCard
from kobe_desk.modules.meetings.view.facts import FactsPart
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.ties import EventCard


class CarryCard(Card):
    """What earlier meetings left open, to be looked at before it is taken over."""

    wanted = Signal(object)

    def __init__(self) -> None:
        self._lines = Paragraph(narrow=True)
        self.take = secondary(_("Put them on this agenda"), "plus")
        super().__init__(_("Left open by earlier meetings"), self._lines, Row(self.take, STRETCH), box="quiet")
        self.take.clicked.connect(lambda: self.wanted.emit(self._points))
        self._points: tuple[object, ...] = ()

    def show_carry(self, carry: CarryOver, *, frozen: bool) -> None:
        points = [each for each in carry.points if not each.taken]
        self._points = tuple(each.item_id for each in points)
        point, task = _("{title} ({meeting})"), _("Task: {title} {person}")
        lines = [point.format(title=each.title, meeting=each.meeting) for each in points]
        lines += [
            task.format(title=each.title, person=each.person).rstrip() for each in carry.actions if not each.closed
        ]
        self._lines.say("\n".join(f"・{each}" for each in lines[:8]))
        self.take.setVisible(bool(points))
        self.setVisible(bool(lines) and not frozen)


class RulesCard(Card):
    """The rules of the body as sentences; they are changed on a page of their own."""

    def __init__(self) -> None:
        self.change = link(_("Change the rules"), "pencil", name=_("Change the rules of the bylaws"))
        self._facts = Facts(width=180)
        super().__init__(_("What the bylaws say"), self._facts, more=self.change)

    def show_rules(self, rules: Sequence[RuleSentence]) -> None:
        self._facts.show_facts(
            [(each.title, f"{each.text}（{each.article}）" if each.article else each.text) for each in rules]
        )


class PreparingPart(QWidget):
    """The first stage; before the meeting is written down it is its form alone."""

    def __init__(self) -> None:
        super().__init__()
        self.facts, self.agenda = FactsPart(), AgendaPart()
        self.carry, self.rules, self.documents = CarryCard(), RulesCard(), DocumentsCard()
        self.carry.hide()
        self.event_card = EventCard(_("A festival, a drill or a clean-up that is spoken of."), box="quiet")
        self._later = QWidget()
        self._later.setLayout(Column(self.carry, self.agenda, self.documents, self.event_card, self.rules, gap="group"))
        self._later.hide()
        self.setLayout(Column(self.facts, self._later, STRETCH, gap="group"))

    def show_meeting(self, row: MeetingRow) -> None:
        self._later.show()
        self.facts.show_meeting(row)
        self.agenda.show_meeting(row)

    def show_refusal(self, error: UserError) -> bool:
        if self.facts.form.isVisible():
            return self.facts.show_refusal(error)
        return self.agenda.show_refusal(error)
