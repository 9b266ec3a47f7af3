"""What 今日 is told of 助成: the application to go on with, and the last days of those that are not exported."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.usecases import ApplicationLine, GrantDue
from kobe_desk.modules.subsidies.usecases.assets import AssetDue, asset_dues
from kobe_desk.modules.subsidies.view import ApplicationsCard
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import Deadline


class ApplicationsHome(QObject):
    """A child of its card."""

    def __init__(self, desk: Desk, card: ApplicationsCard) -> None:
        super().__init__(card)
        self._desk, self._card = desk, card
        desk.changed.connect(self._on_changed)
        self._ask()

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"application", "answer", "application_paper", "paper_decline"}:
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.applications, then=self._card.show_applications)
        self._desk.ask(usecases.declined_papers, then=self._card.show_declined)


def deadlines(lines: Sequence[ApplicationLine]) -> tuple[Deadline, ...]:
    """The last day of every application that is not exported and not yet too late."""
    return tuple(
        Deadline(line.closes.date(), line.title, _("Last day to apply"), str(line.id))
        for line in lines
        if line.state != "submitted" and line.closes.date() >= clock.today()
    )


def grant_deadlines(dues: Sequence[GrantDue]) -> tuple[Deadline, ...]:
    """The next day of every grant under way, past ones too: a report that is late is the first thing to do."""
    words = _("Next step: {stage}")
    return tuple(Deadline(each.day, each.title, words.format(stage=each.what), f"grant:{each.id}") for each in dues)


def asset_deadlines(dues: Sequence[AssetDue]) -> tuple[Deadline, ...]:
    """The days by which somebody is to look at equipment, past ones too."""
    words = _("Look whether it is there ({number})")
    return tuple(Deadline(each.day, each.name, words.format(number=each.number), f"asset:{each.id}") for each in dues)


def ask_deadlines(desk: Desk, then: Callable[[Sequence[Deadline]], object]) -> None:
    """Applications, then grants, then equipment; told once, when all are known."""
    found: list[Deadline] = []

    def with_applications(lines: Sequence[ApplicationLine]) -> None:
        found.extend(deadlines(lines))
        desk.ask(usecases.grant_dues, then=with_grants)

    def with_grants(dues: Sequence[GrantDue]) -> None:
        found.extend(grant_deadlines(dues))
        desk.ask(asset_dues, then=with_assets)

    def with_assets(dues: Sequence[AssetDue]) -> None:
        then((*found, *asset_deadlines(dues)))

    desk.ask(usecases.applications, then=with_applications)
