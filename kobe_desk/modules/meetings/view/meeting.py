"""One meeting: its facts, who came, the motions and their votes, the minutes."""

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.modules.meetings.view.attendance import AttendancePart
from kobe_desk.modules.meetings.view.facts import FactsPart
from kobe_desk.modules.meetings.view.minutes import MinutesPart
from kobe_desk.modules.meetings.view.motions import MotionsPart
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList

FACTS, ATTENDANCE, MOTIONS, MINUTES = range(4)


class MeetingPage(Page):
    """Four parts in the order in which a meeting goes."""

    help_page = "meeting"
    part_shown = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("A new meeting"), back=_("To the meetings"))
        self.facts = FactsPart()
        self.attendance = AttendancePart()
        self.motions = MotionsPart()
        self.minutes = MinutesPart()
        parts = (
            (_("The meeting"), "calendar", self.facts),
            (_("Who came"), "users", self.attendance),
            (_("Motions and votes"), "gavel", self.motions),
            (_("Minutes"), "file-text", self.minutes),
        )
        self.parts = SideList(width=196)
        self.parts.show_entries([(words, icon) for words, icon, _part in parts])
        self.set_list(self.parts)
        self._parts = [part for _words, _icon, part in parts]
        self.add(*self._parts)
        self.parts.chosen.connect(self.show_part)
        self.show_part(FACTS)
        self.begin(new=True)

    def begin(self, *, new: bool) -> None:
        """A meeting that is not written down yet has only its first part."""
        for item in self.parts.items[1:]:
            item.setEnabled(not new)

    def show_part(self, place: int) -> None:
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)
        self.parts.mark(place)
        self.to_top()
        self.part_shown.emit(place)

    def show_meeting(self, row: MeetingRow, missing: tuple[str, ...]) -> None:
        """Show a meeting in all its parts; an adopted one can only be read."""
        self.begin(new=False)
        self.header.say(row.title, _("adopted") if row.adopted else "")
        self.facts.show_meeting(row)
        self.attendance.show_meeting(row)
        self.motions.show_meeting(row)
        self.minutes.show_meeting(row, missing)

    # Qt asks:

    def focus_first(self) -> None:
        self.facts.form.focus_first()
