"""Trying another rate and cap: worked out at once on the screen; the desk is not asked and nothing is kept."""

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.trial import Bench, Trial, rates_with
from kobe_desk.modules.subsidies.view import TrialPage


class TrialController(QObject):
    """A child of its page, over the answers as they were typed when it was opened."""

    def __init__(self, page: TrialPage, programme: Programme, answers: Answers) -> None:
        super().__init__(page)
        self._page, self._bench = page, Bench(programme, answers, clock.today())
        self._defined = self._bench.tried()
        page.tried_out.connect(self._try)
        own = self._bench.own
        page.offer(own, rates_with(own.rate), self._defined.whole)

    def _try(self, trial: Trial) -> None:
        self._page.show_tried(self._bench.tried(trial), self._defined)
