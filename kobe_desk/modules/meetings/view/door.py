"""At the door: one large field for kana or slip number, the people found, and the paper somebody hands in."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.usecases import PAPER_NAMES, FoundVoter, MeetingRow
from kobe_desk.modules.meetings.view.slip import SlipCard
from kobe_desk.ui.button import Button, primary, secondary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import SearchField
from kobe_desk.ui.field.select import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Panel, Row
from kobe_desk.ui.text import Label, Paragraph

_SHOWN = 3
PAPERS = {"writing": N_("Vote in writing"), "proxy": N_("Proxy"), "electronic": N_("Electronic vote")}


class FoundPanel(Panel):
    """Somebody found: name, reading, slip, what came in of them, and what can be done."""

    def __init__(self, found: FoundVoter, kinds: Sequence[str], *, first: bool, door: "DoorPart") -> None:
        who = found.voter
        self.buttons = self._acts(found, kinds, door, first=first)
        papers = [
            Chip(_(PAPER_NAMES[each.kind]), "info" if each.valid else "plain", "file-check") for each in found.papers
        ]
        here = (Chip(_("in the hall"), "ok"),) if found.here else ()
        facts = _("{area}, slip {number}").format(area=who.area, number=who.number)
        told = Flow(Label(who.name, "lead"), Label(who.kana, ink="muted"), Label(facts, ink="muted"), *here, *papers)
        notes = [Paragraph(each.note, ink="warn", narrow=True) for each in found.papers if each.note]
        coming = found.papers and not found.here
        if coming and any(each.valid for each in found.papers):
            notes.append(Paragraph(_("If they come in themselves, the paper no longer counts."), narrow=True))
        column = Column(gap="tight", around=(16, 12, 16, 12))
        column.addLayout(told)
        column.add(*notes)
        column.addLayout(Flow(*self.buttons))
        super().__init__(column, box="picked" if first else "card")

    def _acts(self, found: FoundVoter, kinds: Sequence[str], door: "DoorPart", *, first: bool) -> list[Button]:
        name, key = found.voter.name, found.voter.id
        if found.here:
            gone = secondary(_("Leaves now"), "log-out", name=_("Leaves now: {name}").format(name=name))
            gone.clicked.connect(lambda: door.leave_requested.emit(key, door.point()))
            return [gone]
        make = primary if first else secondary
        come = make(_("Comes in"), "user-check", name=_("Comes in: {name}").format(name=name))
        come.clicked.connect(lambda: door.receive(key))
        online = secondary(_("Takes part online"), "monitor", name=_("Takes part online: {name}").format(name=name))
        online.clicked.connect(lambda: door.receive(key, online=True))
        acts = [come, online]
        for kind in kinds:
            act = secondary(_(PAPERS[kind]), "file-check", name=f"{_(PAPERS[kind])}: {name}")
            act.clicked.connect(lambda _checked=False, kind=kind: door.slip.begin(kind, found))
            acts.append(act)
        return acts


class DoorPart(QWidget):
    """Enter receives the person when there is just one; the field is then empty for the next."""

    searched = Signal(str)
    come_requested = Signal(object, object, bool)
    """Who, from which point, and whether online."""
    leave_requested = Signal(object, object)
    slip_requested = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(_("Kana of the name, or number of the slip"), 300)
        self.search.searched.connect(self.searched)
        self.search.edit.returnPressed.connect(self._enter)
        self._refused = Paragraph(ink="error")
        self._refused.hide()
        self._from = Select([(None, _("from the beginning"))])
        caption = Label(_("Comes or goes at"), bold=True)
        caption.setBuddy(self._from)
        self._from.setAccessibleName(caption.text())
        self._found: tuple[FoundVoter, ...] = ()
        self._kinds: tuple[str, ...] = ()
        self._panels = Column(gap="item")
        self.slip = SlipCard()
        self.slip.done.connect(self.slip_requested)
        self.slip.begun.connect(self._panels.empty)
        self.slip.left.connect(self._back)
        self.slip.hide()
        when = QWidget()
        when.setLayout(Row(caption, self._from, gap=14))
        column = Column(gap="item")
        column.addLayout(Flow(self.search, when, gap="group"))
        column.add(self._refused)
        column.addLayout(self._panels)
        column.add(self.slip)
        self.setLayout(column)

    def show_meeting(self, row: MeetingRow) -> None:
        rules = row.rules
        self._kinds = tuple(
            kind for kind in PAPERS
            if getattr(rules, f"{kind}_counts") or getattr(rules, f"{kind}_votes")
        )  # fmt: skip
        points = [(each.id, _short(each.label or each.title)) for each in row.items]
        self._from.offer([(None, _("from the beginning, or at the end")), *points])
        self.slip.know_motions(row.motions)

    def show_found(self, found: tuple[FoundVoter, ...]) -> None:
        self._found = found
        self._refused.hide()
        self._panels.empty()
        coming = next((each for each in found if not each.here), None)
        for each in found[:_SHOWN]:
            self._panels.add(FoundPanel(each, self._kinds, first=each is coming, door=self))
        if len(found) > _SHOWN:
            self._panels.add(Label(_("There are more. Please type on."), ink="muted"))
        if not found and self.search.text():
            self._panels.add(Label(_("Nobody on the list of voters is read like that."), ink="muted"))

    def receive(self, key: UUID, *, online: bool = False) -> None:
        self.come_requested.emit(key, self.point(), online)

    def point(self) -> UUID | None:
        """From which point of the agenda somebody comes or goes."""
        found: UUID | None = self._from.value()
        return found

    def ready(self) -> None:
        """For the next person."""
        self.search.set_text("")
        self.show_found(())
        self.slip.hide()
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, error: UserError) -> bool:
        if self.slip.isVisible() and self.slip.form.show_refusal(error):
            return True
        if error.field not in ("words", "name"):
            return False
        self._panels.empty()
        self._refused.say(error.message())
        self._refused.show()
        return True

    def _back(self) -> None:
        """The paper is not taken after all: the people found are there again."""
        self.slip.hide()
        self.show_found(self._found)
        self.search.edit.setFocus()

    def _enter(self) -> None:
        if len(self._found) == 1 and not self._found[0].here:
            self.receive(self._found[0].voter.id)


def _short(text: str) -> str:
    return text if len(text) < 16 else f"{text[:15]}…"
