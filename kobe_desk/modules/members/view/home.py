"""The roster's card on the page 今日."""

from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases import Counts
from kobe_desk.ui.button import link
from kobe_desk.ui.home import HomeCard
from kobe_desk.ui.text import Paragraph, strong


class RosterCard(HomeCard):
    """How many households and people belong today."""

    def __init__(self) -> None:
        self._open = link(_("To the roster"), "arrow-right", name=_("Open the roster"))
        self._words = Paragraph(narrow=True)
        super().__init__(_("Roster"), self._words, more=self._open, side=True)
        self._open.clicked.connect(lambda: self.opened.emit(""))

    def show_counts(self, counts: Counts) -> None:
        if not counts.households and not counts.people:
            self._words.say(_("Nobody is on the roster yet."))
            return
        words = _("{households} households, {people} people (on {day})")
        households, people = strong(f"{counts.households:,}"), strong(f"{counts.people:,}")
        self._words.say(words.format(households=households, people=people, day=era.wareki(counts.on)))
