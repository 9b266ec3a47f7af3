"""One meeting: its stages at the left, from the first plan to the last signature."""

from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.meetings.table import day_words
from kobe_desk.modules.meetings.usecases import STATE_NAMES, MeetingRow
from kobe_desk.modules.meetings.view.attendance import AttendancePart
from kobe_desk.modules.meetings.view.minutes import MinutesPart
from kobe_desk.modules.meetings.view.motions import MotionsPart
from kobe_desk.modules.meetings.view.notice import NoticePart
from kobe_desk.modules.meetings.view.preparing import PreparingPart
from kobe_desk.modules.meetings.view.signing import SigningPart
from kobe_desk.ui.button import secondary
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList

FACTS, NOTICE, ATTENDANCE, MOTIONS, MINUTES, SIGNING = range(6)
STAGES = (
    N_("Preparation"),
    N_("Notice (stage)"),
    N_("Reception (stage)"),
    N_("Proceedings"),
    N_("Minutes"),
    N_("Signatures"),
)


class StagePart(Protocol):
    def show_refusal(self, error: UserError) -> bool: ...


class MeetingPage(Page):
    """Each stage can be opened at any time; its icon tells whether it is done."""

    help_page = "meeting"
    part_shown = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("A new meeting"), back=_("To the meetings"))
        self.papers = secondary(_("Papers"), "printer")
        self.projector = secondary(_("Show to the hall"), "monitor")
        self.header.add(self.projector, self.papers)
        self.preparing, self.notice, self.attendance = PreparingPart(), NoticePart(), AttendancePart()
        self.motions, self.minutes, self.signing = MotionsPart(), MinutesPart(), SigningPart()
        self.facts = self.preparing.facts
        self.parts = SideList(width=166)
        self.parts.show_entries([(_(words), "circle") for words in STAGES])
        self.set_list(self.parts)
        self._parts: list[QWidget] = [
            self.preparing, self.notice, self.attendance, self.motions, self.minutes, self.signing
        ]  # fmt: skip
        self.add(*self._parts)
        self.parts.chosen.connect(self.show_part)
        self.back_requested.connect(self.minutes.writing.write)
        self.begin(new=True)
        self.show_part(FACTS)

    def begin(self, *, new: bool) -> None:
        """A meeting that is not written down yet has only its first stage."""
        for item in self.parts.items[1:]:
            item.setEnabled(not new)
        self.papers.setVisible(not new)
        self.projector.setVisible(not new)

    def show_part(self, place: int) -> None:
        self.minutes.writing.write()
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)
        self.parts.mark(place)
        self.to_top()
        self.part_shown.emit(place)

    @property
    def part(self) -> int:
        """The stage in sight."""
        return next(number for number, part in enumerate(self._parts) if not part.isHidden())

    def show_meeting(self, row: MeetingRow) -> None:
        """What is seen of a meeting in each of its stages."""
        self.begin(new=False)
        state = "" if row.state == "open" else _(STATE_NAMES[row.state])
        self.header.say(row.title, state or day_words(row.starts.date()))
        for item, words, done in zip(self.parts.items, STAGES, _done(row), strict=True):
            item.show_as("circle-check" if done else "circle", "ok" if done else "muted")
            item.setAccessibleName(_("{title} ({state})").format(title=_(words), state=_("done")) if done else _(words))

    def show_refusal(self, error: UserError) -> bool:
        return cast(StagePart, self._parts[self.part]).show_refusal(error)

    # Qt asks:

    def focus_first(self) -> None:
        self.facts.form.focus_first()


def _done(row: MeetingRow) -> tuple[bool, ...]:
    """Which stages need nothing more."""
    voted = all(each.carried is not None or each.postponed for each in row.motions)
    return (
        bool(row.items),
        row.notice_sent is not None,
        row.quorum.reached,
        bool(row.motions) and voted,
        row.adopted,
        row.state == "signed",
    )
