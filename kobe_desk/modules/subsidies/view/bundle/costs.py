"""費用の分担: what each programme pays for, side by side, and costs that stand in two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.japanese.money import figures, yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.usecases.asking import CostShare, Twice
from kobe_desk.modules.subsidies.view.twice import ToldCard, TwiceCard
from kobe_desk.ui.button import Button, link
from kobe_desk.ui.card import Card
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Item
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

R = TypeVar("R", "ShareLine", "LineRow")


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A programme's sums, or those of all."""

    id: int
    title: str
    whole: int
    eligible: int
    asked: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """A cost with the programme that pays for it."""

    id: int
    label: str
    title: str
    yen: int
    eligible: int


def _share_under(row: ShareLine) -> str:
    return _("Costs {whole}, counts {eligible}").format(whole=yen(row.whole), eligible=yen(row.eligible))


def _line_under(row: LineRow) -> str:
    return _("Counts {eligible}").format(eligible=yen(row.eligible))


SHARES: tuple[TableColumn[ShareLine], ...] = (
    TableColumn(N_("Programme"), lambda row: row.title, stretch=True, bold=True, under=_share_under),
    TableColumn(N_("Whole cost (yen)"), lambda row: figures(row.whole), width=150, right=True, secondary=True),
    TableColumn(N_("Counts (yen)"), lambda row: figures(row.eligible), width=150, right=True, secondary=True),
    TableColumn(N_("Asked for (yen)"), lambda row: figures(row.asked), width=150, right=True),
)
LINES: tuple[TableColumn[LineRow], ...] = (
    TableColumn(N_("What for"), lambda row: row.label, stretch=True, bold=True, under=_line_under),
    TableColumn(N_("Programme"), lambda row: row.title, width=260, secondary=True),
    TableColumn(N_("Amount (yen)"), lambda row: figures(row.yen), width=130, right=True),
    TableColumn(N_("Counts (yen)"), lambda row: figures(row.eligible), width=130, right=True, secondary=True),
)


class CostsPart(QWidget):
    """The guard first, then the sums, then every line with the programme that pays for it."""

    different_wanted = Signal(object, str)
    share_wanted = Signal(object, int)
    again_wanted = Signal(object)
    """As a card of two lines says it (`TwiceCard`, `ToldCard`)."""
    change_wanted = Signal(int, str)
    """A programme's place and its table of costs."""
    out_wanted = Signal(int)
    """A programme's place: it goes on by itself."""

    def __init__(self, share: CostShare, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = titles
        self.notices: list[Item] = [self._twice(each) for each in share.twice]
        if not share.twice:
            words = _("No cost stands in two programmes.") if share.lines else _("No costs are written down yet.")
            self.notices = [Notice("ok" if share.lines else "info", words)]
        sums = [ShareLine(each.member, each.title, each.whole, each.eligible, each.asked) for each in share.programmes]
        total = ShareLine(len(sums), _("Together"), share.whole, share.eligible, share.asked)
        self.shares = _table(SHARES, _("Costs by programme"), [*sums, total])
        rows = [
            LineRow(at, each.label, titles[each.member], each.yen, each.eligible) for at, each in enumerate(share.lines)
        ]
        self.lines = _table(LINES, _("Costs line by line"), rows)
        self._whole = Paragraph(ink="muted")
        self.shares.shown_whole_in = self.lines.shown_whole_in = self._whole
        self.shares.row_chosen.connect(self._show_share)
        self.lines.row_chosen.connect(self._show_line)
        self.lines.setVisible(bool(rows))
        hint = Paragraph(
            _("A line counts for one programme. To share one cost, write each part into its programme."),
            ink="muted",
        )  # fmt: skip
        self.ways_out = [self._way_out(at, title) for at, title in enumerate(titles)]
        told = ToldCard(share.told)
        told.again_wanted.connect(self.again_wanted)
        told.setVisible(bool(share.told))
        out = Card(_("Apply for one by itself"), Flow(*self.ways_out, gap=18))
        self.setLayout(Column(*self.notices, self.shares, hint, self.lines, self._whole, told, out, gap="group"))

    def _way_out(self, at: int, title: str) -> Button:
        found = link(_("Take {programme} out").format(programme=title), "log-out")
        found.clicked.connect(lambda: self.out_wanted.emit(at))
        return found

    def _show_share(self, row: ShareLine | None) -> None:
        """Every figure of the chosen row in words: large type leaves room for a few columns only."""
        if row is not None:
            words = _("{programme}: costs {whole}, of which {eligible} count; {asked} are asked for.")
            self._whole.say(
                words.format(
                    programme=row.title, whole=yen(row.whole), eligible=yen(row.eligible), asked=yen(row.asked)
                )
            )

    def _show_line(self, row: LineRow | None) -> None:
        if row is not None:
            words = _("{what}: {yen} in {programme}, of which {eligible} count.")
            self._whole.say(
                words.format(what=row.label, yen=yen(row.yen), programme=row.title, eligible=yen(row.eligible))
            )

    def _twice(self, twice: Twice) -> TwiceCard:
        card = TwiceCard(twice, self._titles)
        card.change_wanted.connect(self.change_wanted)
        card.different_wanted.connect(self.different_wanted)
        card.share_wanted.connect(self.share_wanted)
        return card

    def focus_first(self) -> None:
        self.shares.setFocus()


def _table(columns: tuple[TableColumn[R], ...], name: str, rows: Sequence[R]) -> Table:
    """A table as high as its rows: the page scrolls, not the table."""
    model = TableModel(columns)
    model.show(rows)
    table = Table(model, name)

    follow(table, lambda: table.setMinimumHeight(theme.px("row") + len(rows) * table.row_height + 8))
    return table
