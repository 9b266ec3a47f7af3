"""The printed roster: plain rows from the desk, made into papers by the child process."""

from datetime import date

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases import PeopleFilter
from kobe_desk.modules.members.usecases.rosters import Roster, roster_on
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.ui.desk import Desk


def make_papers(roster: Roster, made: date, report: Report) -> tuple[tuple[str, bytes], ...]:
    """The roster by 班 and by 五十音: a job of the child process, which alone needs paper."""
    from kobe_desk.modules.members.papers.roster import BY_HAN, BY_KANA, roster_pdf

    orders = ((BY_HAN, _("Roster by block")), (BY_KANA, _("Roster by reading")))
    return tuple((words, roster_pdf(roster, order, made, report)) for order, words in orders)


class PrintController(QObject):
    """A child of its page. `which` and `words`: the people the list shows; the paper says it."""

    def __init__(self, desk: Desk, page: PrintPage, which: PeopleFilter | None = None, words: str = "") -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        on = which.on if which is not None else None
        desk.ask(roster_on, on or clock.today(), None, which, words, then=self._make)

    def _make(self, roster: Roster) -> None:
        page, text = self._page, _("Making the papers")
        self._desk.run(
            make_papers, roster, clock.today(), then=page.show_papers, refused=page.show_refusal, text=text
        )  # fmt: skip
