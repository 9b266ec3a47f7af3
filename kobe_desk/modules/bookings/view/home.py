"""The centre's cards on the page 今日."""

from collections.abc import Sequence

from kobe_desk.core.text import _, n_
from kobe_desk.modules.bookings.usecases import BookingRow, CentreRow, Waiting
from kobe_desk.modules.bookings.view.wording import freed_words, hours
from kobe_desk.ui.button import link
from kobe_desk.ui.home import HomeCard
from kobe_desk.ui.text import Paragraph, strong

SHOWN = 5


class WaitingCard(HomeCard):
    """A time that became free for a group that waits; hidden while there is none."""

    def __init__(self) -> None:
        self._open = link(_("To the waiting list"), "arrow-right", name=_("Open the waiting list"))
        self._words = Paragraph(narrow=True)
        super().__init__(_("Free for a group that waits"), self._words, more=self._open)
        self._open.clicked.connect(lambda: self.opened.emit("waiting"))
        self.hide()

    def show_waiting(self, lines: Sequence[Waiting]) -> None:
        turns = [line for line in lines if line.turn]
        self.setVisible(bool(turns))
        if turns:
            self._words.say(freed_words(turns))


class BookingsCard(HomeCard):
    """Who comes today; hidden while there is no centre."""

    def __init__(self) -> None:
        self._open = link(_("To the bookings"), "arrow-right", name=_("Open the bookings"))
        self._words = Paragraph(narrow=True)
        super().__init__(_("Bookings today"), self._words, more=self._open)
        self._open.clicked.connect(lambda: self.opened.emit(""))

    def show_centre(self, centre: CentreRow | None) -> None:
        self.setVisible(centre is not None)

    def show_today(self, rows: Sequence[BookingRow]) -> None:
        if not rows:
            self._words.say(_("Nothing is booked today."))
            return
        line = _("{hours}  {room}  {group}")
        lines = [
            line.format(hours=hours(row.start, row.end), room=row.room, group=strong(row.title)) for row in rows[:SHOWN]
        ]
        if (more := len(rows) - SHOWN) > 0:
            lines.append(n_("and {count} more", "and {count} more", more).format(count=more))
        self._words.say("\n".join(lines))
