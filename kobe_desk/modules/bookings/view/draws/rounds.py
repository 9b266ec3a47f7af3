"""抽選の受付回: what was and is applied for month by month, and the form of a new round."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _, language
from kobe_desk.modules.bookings.usecases import RoundRequest, RoundRow
from kobe_desk.modules.bookings.view.wording import short_day
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Section
from kobe_desk.ui.field import DateField, FormField, Need, NumberField, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

_AHEAD = 14
"""So many months can be chosen for a new round."""


def month_words(month: date) -> str:
    """令和9年2月."""
    return f"{era.era_year(month)}{month.month}月" if language() == "ja" else f"{month:%Y-%m}"


def _months(today: date) -> list[tuple[date, str]]:
    first = today.year * 12 + today.month - 1
    months = [date(count // 12, count % 12 + 1, 1) for count in range(first, first + _AHEAD)]
    return [(month, month_words(month)) for month in months]


def taken_words(row: RoundRow) -> str:
    return _("{first} to {last}").format(first=short_day(row.opens), last=short_day(row.closes))


def _step(row: RoundRow, today: date) -> tuple[str, str]:
    """How far a round is, and what that means."""
    if row.drawn_at is not None:
        return _("Drawn"), "ok"
    if today > row.closes:
        return _("To be drawn"), "warn"
    return (_("Taking applications"), "") if today >= row.opens else (_("Not yet open"), "muted")


def columns(today: date) -> tuple[Column[RoundRow], ...]:
    return (
        Column(N_("Month of use"), lambda row: month_words(row.month), width=150, bold=True),
        Column(N_("Name of the round"), lambda row: row.title, width=240, stretch=True),
        Column(N_("Class"), lambda row: row.tier or _("everybody"), width=120, secondary=True),
        Column(N_("Applications taken"), taken_words, width=248, secondary=True),
        Column(N_("Applications"), lambda row: str(row.wishes), width=90, right=True),
        Column(N_("Won"), lambda row: str(row.won) if row.drawn_at else "", width=80, right=True, secondary=True),
        Column(
            N_("How far"),
            lambda row: _step(row, today)[0],
            width=170,
            meaning=lambda row: _step(row, today)[1],
            icon=lambda row: "circle-check" if row.drawn_at else "hourglass",
        ),
    )


class DrawsPage(Page):
    """A list of rounds, and the form of a new one below it."""

    help_page = "bookings-draws"
    round_opened = Signal(object)
    """The `RoundRow` to look at."""
    round_wanted = Signal(object)
    """A `RoundRequest`."""

    def __init__(self, today: date) -> None:
        super().__init__(_("Draws"), back=_("To the bookings"))
        self.intro = Paragraph(_("Rooms that several groups want are drawn: first collected, then drawn, then booked."))
        self.model: TableModel[RoundRow] = TableModel(columns(today))
        self.table = Table(self.model, _("Rounds of applications"))
        self.table.row_opened.connect(self.round_opened)
        self.look = primary(_("Look at this round"), "eye")
        self.look.clicked.connect(lambda: self.round_opened.emit(self.table.row))
        self.refusal = Notice("error")
        self.refusal.hide()
        self.form = Form(
            {
                "month": FormField(_("Month of use"), Select(_months(today), 190), Need.UNSAID),
                "title": FormField(_("Name of the round"), TextField(width=320)),
                "opens": FormField(_("First day of applications"), DateField()),
                "closes": FormField(_("Last day of applications"), DateField()),
                "tier": FormField(
                    _("Class"),
                    TextField(width=220),
                    Need.OPTIONAL,
                    _("Left empty, every group may apply."),
                ),
                "priority": FormField(
                    _("Order"),
                    NumberField(56, least=1, most=9),
                    Need.OPTIONAL,
                    _("Of several rounds for a month, the lower number is drawn first."),
                ),
            }
        )
        self.begin = secondary(_("Begin this round"), "plus")
        self.begin.clicked.connect(self._begin)
        look, begin = Down(gap="item"), Flow(self.begin, gap=10)
        look.addLayout(Flow(self.look, gap=10))
        self.new = Section(_("A new round"), self.refusal, self.form)
        self.new.body.addLayout(begin)
        self.add(self.intro)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(look)
        self.add(self.new, STRETCH)
        self.show_rounds(())

    # what is shown

    def show_rounds(self, rows: Sequence[RoundRow]) -> None:
        """The newest month first; one of them is chosen from the beginning."""
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self.look.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.refusal.ask(error.message())
            self.refusal.show()

    def show_begun(self) -> None:
        """The form is empty again."""
        self.refusal.hide()
        self.form.fill({name: None for name in self.form.fields if name != "month"})

    # what is asked

    def _begin(self) -> None:
        values = self.form.read()
        if values is None:
            return
        request = RoundRequest(
            values["month"],
            values["title"],
            values["opens"],
            values["closes"],
            values["tier"] or "",
            values["priority"] or 1,
        )
        self.round_wanted.emit(request)

    # Qt asks:

    def focus_first(self) -> None:
        if self.table.isVisible():
            self.table.setFocus()
        else:
            self.form.focus_first()
