"""申請のつづき on the page 今日."""

from collections.abc import Sequence

from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.table import STATES
from kobe_desk.modules.subsidies.usecases import ApplicationLine
from kobe_desk.modules.subsidies.view.offer import closing
from kobe_desk.ui.button import Button, link, primary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.home import HomeCard
from kobe_desk.ui.layout import Column
from kobe_desk.ui.text import Paragraph


class ApplicationsCard(HomeCard):
    """The newest application that is not exported yet; how many others there are."""

    def __init__(self) -> None:
        self.go_on: Button | None = None
        self._all = link(_("All applications"), "arrow-right")
        self._lines = Column(gap="item")
        super().__init__(_("Go on with an application"), more=self._all, first=True)
        self.body.addLayout(self._lines)
        self._all.clicked.connect(lambda: self.opened.emit(""))
        self.hide()

    def show_applications(self, lines: Sequence[ApplicationLine]) -> None:
        waiting = [line for line in lines if line.state != "submitted"]
        self._lines.empty()
        self.go_on = None
        self.setVisible(bool(waiting))
        if not waiting:
            return
        line = waiting[0]
        self.go_on = primary(
            _("Continue"), "arrow-right", after=True, name=_("Continue {title}").format(title=line.title)
        )
        self.go_on.clicked.connect(lambda: self.opened.emit(str(line.id)))
        chips = [Chip(_(STATES[line.state]), "info"), closing(line.closes.date())]
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
