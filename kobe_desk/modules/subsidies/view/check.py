"""答えを確かめる: the open points above, then the answers page by page, each with its way back to the question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases.asking import Level
from kobe_desk.modules.subsidies.view.twice import ToldCard, TwiceCard
from kobe_desk.ui.card import Answer, AnswerCard
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice

LEVELS = {Level.ERROR: "error", Level.WARNING: "warn", Level.INFO: "info"}
Go = Callable[[str, str], object]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """An answer as it is checked: question, answer in words, source, 要確認, and where it is changed."""

    question: str
    answer: str
    item: str
    source: str = ""
    again: bool = False
    name: str = ""
    """The question in full where several are worded alike."""


@dataclass(frozen=True, slots=True)
class CheckCard:
    """The answers of one page."""

    title: str
    page: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something still to be looked at: where, what, and how much it weighs (gap, error, warn, info)."""

    level: str
    where: str
    text: str
    page: str
    item: str = ""


class CheckPart(QWidget):
    """The whole page; `go(page, item)` leads to a question, which returns here."""

    def __init__(
        self, points: tuple[OpenPoint, ...], cards: tuple[CheckCard, ...], go: Go, twice: Sequence[TwiceCard] = (),
        told: ToldCard | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.twice = twice
        gaps = [each for each in points if each.level == "gap"]
        self.points = [_notice(each, go) for each in points if each.level != "gap"]
        if gaps:
            self.points.insert(0, _gaps(gaps, go))
        self.cards = [_card(each, go) for each in cards if each.lines]
        self.setLayout(Column(*self.points, *twice, *self.cards, *([told] if told else ()), gap="item"))

    def focus_first(self) -> None:
        first = next((button for notice in self.points for button in notice.buttons), None)
        if first is not None:
            first.setFocus()


def heading(count: int) -> str:
    """The question of the page: how many points are open."""
    if not count:
        return _("Please look through the answers once more")
    return n_("Please look at {n} point", "Please look at {n} points", count).format(n=count)


def _gaps(points: list[OpenPoint], go: Go) -> Notice:
    """One box for all that is still missing, with a way to each page."""

    def way(point: OpenPoint) -> Callable[[], object]:
        return lambda: go(point.page, point.item)

    lines = [_("{where}: {text}").format(where=each.where, text=each.text) for each in points]
    ways = [(_("To “{where}”").format(where=each.where), way(each)) for each in points]
    return Notice("error", "\n".join((_("Still missing:"), *lines)), *ways)


def _notice(point: OpenPoint, go: Go) -> Notice:
    words = _("{where}: {text}").format(where=point.where, text=point.text) if point.where else point.text
    if not point.page:
        return Notice(point.level, words)
    way = _("To “{where}”").format(where=point.where or point.text)
    return Notice(point.level, words, (way, lambda: go(point.page, point.item)))


def _card(card: CheckCard, go: Go) -> AnswerCard:
    def way(item: str) -> Callable[[], object]:
        return lambda: go(card.page, item)

    lines = [
        Answer(each.question, each.answer, way(each.item), each.source, each.again, each.name) for each in card.lines
    ]
    return AnswerCard(card.title, lines)
