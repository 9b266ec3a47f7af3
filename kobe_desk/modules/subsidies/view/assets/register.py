"""備品台帳: what was bought with grants, where it is, and how long it is bound."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import clock, paths
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import figures, yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.table import shortened
from kobe_desk.modules.subsidies.usecases.assets import AssetProposal, AssetRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, EmptyState
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.papers_page import PapersPage
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

SUFFIX = ".xlsx"
_MOST_ROWS = 9


def limit_words(row: AssetRow) -> str:
    """Until when a disposal needs approval."""
    if row.limit is not None:
        return era.short(row.limit)
    return _("Ask the office") if row.share else _("Not bound")


def _state(row: AssetRow) -> str:
    if row.disposed is not None:
        return _("Disposed of {day}").format(day=era.short(row.disposed))
    if row.taken_back:
        return _("Cost taken back")
    if row.check_next is not None and row.check_next < clock.today():
        return _("Look whether it is there")
    return _("There")


def _ink(row: AssetRow) -> str:
    if row.disposed is not None:
        return "muted"
    late = row.check_next is not None and row.check_next < clock.today()
    return "warn" if row.taken_back or late else ""


COLUMNS: tuple[TableColumn[AssetRow], ...] = (
    TableColumn(N_("Number of the thing"), lambda row: row.number, width=220, secondary=True),
    TableColumn(N_("What it is"), lambda row: row.name, stretch=True, bold=True),
    TableColumn(N_("Bought"), lambda row: era.short(row.bought), width=96, secondary=True),
    TableColumn(N_("Price (yen)"), lambda row: figures(row.price), width=122, right=True),
    TableColumn(N_("By the grant (yen)"), lambda row: figures(row.share), width=136, right=True, secondary=True),
    TableColumn(N_("Place"), lambda row: row.place, width=110, secondary=True),
    TableColumn(N_("Bound until"), limit_words, width=132, meaning=lambda row: "" if row.limit else "muted"),
    TableColumn(N_("How it stands"), _state, width=150, meaning=_ink),
)


class AssetsPage(Page):
    """Costs to take in first, then the register; the chosen line whole below it."""

    help_page = "subsidies-assets"
    taken_in = Signal(object)
    """An allocation that goes into the register."""
    asset_wanted = Signal(object)
    """The key of a line to open; None for a new one."""
    print_wanted = Signal()
    save_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Register of equipment"), back=_("To subsidies"))
        self.print = secondary(_("Print the register of equipment"), "printer")
        self.print.clicked.connect(self.print_wanted)
        self.save = secondary(_("Save for Excel"), "file-spreadsheet")
        self.save.clicked.connect(self._save)
        self.header.add(self.print, self.save)
        self.notice = Notice("ok")
        self.notice.hide()
        self._costs = Select(width=480)
        self.costs = FormField(_("A cost that a grant pays for"), self._costs, Need.UNSAID)
        self.take = primary(_("Take it into the register"), "plus")
        self.take.clicked.connect(lambda: self.taken_in.emit(self._costs.value()))
        self.proposals = Card(_("Bought with a grant and not in the register yet"), self.costs,
                              Row(self.take, STRETCH))  # fmt: skip
        self._model: TableModel[AssetRow] = TableModel(COLUMNS)
        self.table = Table(self._model, _("Register of equipment"))
        self._whole = Paragraph(ink="muted", narrow=True)
        self.table.shown_whole_in = self._whole
        self.table.row_chosen.connect(self._show_whole)
        self.table.row_opened.connect(lambda row: self.asset_wanted.emit(row.id))
        self.open = secondary(_("Open the chosen line"), "pencil")
        self.open.clicked.connect(self._open)
        self.add_one = secondary(_("Write in another thing"), "plus")
        self.add_one.clicked.connect(lambda: self.asset_wanted.emit(None))
        self.none = EmptyState(
            _("Nothing is in the register yet"),
            _("Let a grant pay for a cost under “What came after”, then take the cost into the register here."),
        )
        self.add(Column(self.notice, self.proposals, self.none, self.table, self._whole,
                        Row(self.open, self.add_one, STRETCH), STRETCH, gap="item", around=(0, 14, 0, 0)))  # fmt: skip
        self._rows: tuple[AssetRow, ...] = ()
        follow(self.table, self._measure)

    def show_assets(self, rows: Sequence[AssetRow]) -> None:
        self._rows = tuple(rows)
        self._model.show(self._rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self._model.index(0, 0))
        parts: tuple[QWidget, ...] = (self.table, self._whole, self.open, self.print, self.save)
        for part in parts:
            part.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self._measure()
        self._show_whole(self.table.row)

    def show_proposals(self, rows: Sequence[AssetProposal]) -> None:
        self.proposals.setVisible(bool(rows))
        self._costs.offer([(each.id, _cost_words(each)) for each in rows])
        if rows:
            self._costs.set_value(rows[0].id)

    def say(self, text: str, meaning: str = "warn") -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))

    def _measure(self) -> None:
        """As high as its rows: the page scrolls, not the table."""
        self.table.setMinimumHeight((min(len(self._rows), _MOST_ROWS) + 1) * theme.px("row") + 8)

    def _open(self) -> None:
        if self.table.row is not None:
            self.asset_wanted.emit(self.table.row.id)

    def _show_whole(self, row: AssetRow | None) -> None:
        self._whole.say(_line_words(row) if row is not None else "")

    def _save(self) -> None:
        start = str(paths.documents().parent / f"備品台帳{SUFFIX}")
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, f"Excel (*{SUFFIX})")
        if chosen:
            self.save_wanted.emit(Path(chosen) if chosen.lower().endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}"))

    # Qt asks:

    def focus_first(self) -> None:
        first = self._costs if not self.proposals.isHidden() else self.table if self._rows else self.add_one
        first.setFocus()


class AssetPaperPage(PapersPage):
    """The register on paper."""

    help_page = "subsidies-assets"

    def __init__(self) -> None:
        super().__init__(_("Print the register of equipment"), _("Papers"), back=_("To the register of equipment"))


def _cost_words(each: AssetProposal) -> str:
    words = _("No. {number} {day} {text} {price} (by the grant {share})")
    return words.format(number=each.number, day=era.short(each.day), text=shortened(each.text, 9),
                        price=yen(each.price), share=yen(each.share))  # fmt: skip


def _line_words(row: AssetRow) -> str:
    words = _(
        "{number} {name}: bought {day} for {price}, {share} of it by {programme}. Place: {place}. Kept by: {keeper}."
    )
    none = _("not written yet")
    return words.format(number=row.number, name=row.name, day=era.wareki(row.bought), price=yen(row.price),
                        share=yen(row.share), programme=row.programme or _("no grant"), place=row.place or none,
                        keeper=row.keeper or none)  # fmt: skip
