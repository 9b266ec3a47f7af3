"""申請のつづき on the page 今日."""

from collections.abc import Sequence
from functools import partial

from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.table import STATES
from kobe_desk.modules.subsidies.usecases import ApplicationLine, DeclineRow
from kobe_desk.modules.subsidies.view.amounts import amount_chips
from kobe_desk.modules.subsidies.view.offer import closing
from kobe_desk.modules.subsidies.view.signing import declined_words
from kobe_desk.ui.button import Button, link, primary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.home import HomeCard
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


def _record(row: DeclineRow) -> str:
    """Where papers that went back are made again: at the application, at the grant, or at the thing in the register."""
    if row.asset is not None:
        return f"asset:{row.asset}"
    return f"grant:{row.application}" if row.stage else str(row.application)


class ApplicationsCard(HomeCard):
    """The newest application that is not exported yet; how many others there are; what somebody did not sign."""

    def __init__(self) -> None:
        self.go_on: Button | None = None
        self._all = link(_("All applications"), "arrow-right")
        self._lines, self._declined = Column(gap="item"), Column(gap="item")
        self._shown = [False, False]
        super().__init__(_("Go on with an application"), more=self._all, first=True)
        self.body.addLayout(self._declined)
        self.body.addLayout(self._lines)
        self._all.clicked.connect(lambda: self.opened.emit(""))
        self.hide()

    def show_declined(self, rows: Sequence[DeclineRow]) -> None:
        """Papers that went back without a signature, each with the way to them."""
        self._declined.empty()
        for row in rows:
            record = _record(row)
            words = _("{title}: {what}").format(title=row.title, what=declined_words(row))
            open_it = partial(self.opened.emit, record)
            self._declined.add(Notice("warn", words, (_("Look at it"), open_it)))
        self._show_if(1, any_of=bool(rows))

    def _show_if(self, place: int, *, any_of: bool) -> None:
        self._shown[place] = any_of
        self.setVisible(any(self._shown))

    def show_applications(self, lines: Sequence[ApplicationLine]) -> None:
        waiting = [line for line in lines if line.state != "submitted"]
        self._lines.empty()
        self.go_on = None
        self._show_if(0, any_of=bool(waiting))
        if not waiting:
            return
        line = waiting[0]
        self.go_on = primary(
            _("Continue"), "arrow-right", after=True, name=_("Continue {title}").format(title=line.title)
        )
        self.go_on.clicked.connect(lambda: self.opened.emit(str(line.id)))
        chips = [Chip(_(STATES[line.state]), "info"), *amount_chips(line.amounts), closing(line.closes.date())]
        if line.stale:
            words = n_("{n} answer to check", "{n} answers to check", line.stale).format(n=line.stale)
            chips.append(Chip(words, "warn"))
        self._lines.add(Paragraph(line.title, "lead", bold=True, narrow=True))
        self._lines.addLayout(Flow(*chips))
        self._lines.add(self.go_on)
        more = len(waiting) - 1
        if more:
            words = n_("There is {n} more.", "There are {n} more.", more).format(n=more)
            self._lines.add(Paragraph(words, ink="muted", narrow=True))
