"""年度の助成一覧: every application of a fiscal year, what became of it, and the year before."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from kobe_desk.core import paths
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.japanese.money import figures, yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.table import STATES
from kobe_desk.modules.subsidies.usecases.overview import NOT_APPLIED, YearLine, YearOverview
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, EmptyState, Facts
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
_MOST_ROWS = 10


def _amount(value: int | None) -> str:
    return "" if value is None else figures(value)


def _stage(line: YearLine) -> str:
    if line.state == NOT_APPLIED:
        return _("not applied for this year")
    return line.stage or _(STATES[line.state])


COLUMNS: tuple[TableColumn[YearLine], ...] = (
    TableColumn(N_("Subsidy"), lambda line: line.title, stretch=True, bold=True),
    TableColumn(N_("Stage"), _stage, width=160, secondary=True),
    TableColumn(N_("Asked (yen)"), lambda line: _amount(line.asked), width=132, right=True),
    TableColumn(N_("Decided (yen)"), lambda line: _amount(line.decided), width=132, right=True),
    TableColumn(N_("Settled (yen)"), lambda line: _amount(line.settled), width=132, right=True, secondary=True),
    TableColumn(N_("Received (yen)"), lambda line: _amount(line.paid), width=132, right=True, secondary=True),
    TableColumn(N_("Next day"), lambda line: era.short(line.due) if line.due else "", width=116, secondary=True),
)


class OverviewPage(Page):
    """The year to choose, its applications, the chosen one whole, the sums beside the year before."""

    help_page = "subsidies-overview"
    year_wanted = Signal(int)
    opened = Signal(object)
    """The application of a line."""
    print_wanted = Signal()
    save_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Subsidies of a year"), back=_("To subsidies"))
        self.print = secondary(_("Print the overview"), "printer")
        self.print.clicked.connect(self.print_wanted)
        self.save = secondary(_("Save for Excel"), "file-spreadsheet")
        self.save.clicked.connect(self._save)
        self.header.add(self.print, self.save)
        self.notice = Notice("ok")
        self.notice.hide()
        self.year = Select(width=190)
        self.year.edited.connect(lambda: self.year_wanted.emit(self.year.value()))
        self.which = FormField(_("Fiscal year"), self.year, Need.UNSAID)
        self._model: TableModel[YearLine] = TableModel(COLUMNS, key=lambda line: line.key)
        self.table = Table(self._model, _("Subsidies of a year"))
        self._whole = Paragraph(ink="muted", narrow=True)
        self.table.shown_whole_in = self._whole
        self.table.row_chosen.connect(self._show_whole)
        self.table.row_opened.connect(self._open_line)
        self.open = secondary(_("Open the chosen application"), "arrow-right")
        self.open.clicked.connect(lambda: self._open_line(self.table.row))
        self.none = EmptyState(_("Nothing was applied for in this year"), _("Choose another year above."))
        self._facts = Facts(width=190)
        self.sums = Card(_("Sums of the year"), self._facts)
        self.add(Column(self.notice, self.which, self.none, self.table, self._whole, Row(self.open, STRETCH), self.sums,
                        STRETCH, gap="item", around=(0, 14, 0, 0)))  # fmt: skip
        self._found: YearOverview | None = None
        follow(self.table, self._measure)

    def show_year(self, found: YearOverview) -> None:
        self._found = found
        self.header.say(_("Subsidies of a year"), found.label)
        self.year.offer([(each, FiscalYear(each).label) for each in found.years])
        self.year.set_value(found.year)
        self._model.show(found.lines)
        if found.lines:
            self.table.setCurrentIndex(self._model.index(0, 0))
        for part in (self.table, self._whole, self.open, self.sums, self.print, self.save):
            part.setVisible(bool(found.lines))
        self.none.setVisible(not found.lines)
        self._show_sums(found)
        self._measure()

    def _show_sums(self, found: YearOverview) -> None:
        sums = found.sums
        self._facts.show_facts([
            (_("Asked in all"), yen(sums.asked)),
            (_("Decided in all"), yen(sums.decided)),
            (_("Settled in all"), yen(sums.settled)),
            (_("Received in all"), yen(sums.paid)),
            (_("The year before"), yen(sums.before)),
            (_("Difference to the year before"), yen(sums.difference)),
        ])  # fmt: skip

    def say(self, text: str, meaning: str = "warn") -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))

    def _measure(self) -> None:
        rows = len(self._found.lines) if self._found else 0
        self.table.setMinimumHeight((min(rows, _MOST_ROWS) + 1) * theme.px("row") + 8)

    def _show_whole(self, line: YearLine | None) -> None:
        self.open.setEnabled(line is not None and line.application is not None)
        self._whole.say(self._words(line) if line is not None else "")

    def _words(self, line: YearLine) -> str:
        assert self._found is not None  # noqa: S101 - a line is shown of a year
        difference = self._found.difference(line)
        if line.state == NOT_APPLIED:
            words = _("{title} ({funder}): {before} the year before, not applied for this year.")
            return words.format(title=line.title, funder=line.funder, before=yen(line.before or 0))
        if line.before is None or difference is None:
            return _("{title} ({funder}): {stage}.").format(title=line.title, funder=line.funder, stage=_stage(line))
        words = _("{title} ({funder}): {stage}. {before} the year before, a difference of {difference}.")
        return words.format(title=line.title, funder=line.funder, stage=_stage(line), before=yen(line.before),
                            difference=yen(difference))  # fmt: skip

    def _open_line(self, line: YearLine | None) -> None:
        if line is not None and line.application is not None:
            self.opened.emit(line)

    def _save(self) -> None:
        name = f"{self._found.label} 助成一覧" if self._found else "助成一覧"
        start = str(paths.documents().parent / f"{name}{SUFFIX}")
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), _("Save"), start, f"Excel (*{SUFFIX})")
        if chosen:
            self.save_wanted.emit(Path(chosen) if chosen.lower().endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}"))

    # Qt asks:

    def focus_first(self) -> None:
        self.year.setFocus()


class OverviewPaperPage(PapersPage):
    """The overview on paper."""

    help_page = "subsidies-overview"

    def __init__(self) -> None:
        super().__init__(_("Print the overview"), _("Papers"), back=_("To the overview"))
