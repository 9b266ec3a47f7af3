"""空き待ち: who waits for which time, what has become free, and whose turn it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import Waiting, WishRow
from kobe_desk.modules.bookings.view.wording import told
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import EmptyState, Facts
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

OFFERED = "offered"


def _state(line: Waiting) -> str:
    if not line.free:
        return _("Still taken")
    if not line.turn:
        return _("After another group")
    return _("Told, no answer yet") if line.wish.state == OFFERED else _("Free now")


def when(wish: WishRow) -> str:
    return told(wish.start, wish.end, wish.room)


COLUMNS: tuple[Column[Waiting], ...] = (
    Column(N_("No."), lambda line: str(line.wish.number), width=60, right=True, secondary=True),
    Column(N_("Group"), lambda line: line.wish.group, width=180, stretch=True, bold=True),
    Column(N_("Waits for"), lambda line: when(line.wish), width=280, stretch=True),
    Column(N_("State"), _state, width=150,
           icon=lambda line: "circle-check" if line.turn else "hourglass",
           meaning=lambda line: "ok" if line.turn else ""),
)  # fmt: skip


class WaitingPage(Page):
    """The one whose turn it is, is told; they take it, or it goes on to the next."""

    help_page = "bookings-waiting"
    offer_requested = Signal(object)
    take_requested = Signal(object)
    pass_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Waiting list"), back=_("To the bookings"), scrolls=False)
        self._line: Waiting | None = None
        self.refusal = Notice("error")
        self.refusal.hide()
        self.model: TableModel[Waiting] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Groups that wait"))
        self.table.row_chosen.connect(self._show)
        self.nobody = EmptyState(
            _("Nobody waits."),
            _("Where a time is taken, “Book at the counter” puts a group on this list."),
        )
        self.nobody.hide()
        self.add(self.refusal)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nobody, 1)
        self.heading = Paragraph("", "lead", narrow=True)
        self.table.shown_whole_in = self.heading
        self.stand = Notice("info")
        self.facts = Facts(width=66)
        self.take = primary(_("Book it for them"), "check")
        self.table.row_opened.connect(lambda _line: self.take.setFocus())
        self.offer = secondary(_("They were told"), "phone")
        self.decline = secondary(_("They do not want it"), "x")
        for button, wish in (
            (self.take, self.take_requested),
            (self.offer, self.offer_requested),
            (self.decline, self.pass_requested),
        ):
            button.clicked.connect(lambda _on=False, wish=wish: self._wish(wish))
        self._side = self.set_side(
            SidePane(self.heading, self.stand, self.facts, self.take, self.offer, self.decline), 300
        )

    def show_list(self, lines: Sequence[Waiting]) -> None:
        self.refusal.hide()
        self.table.setVisible(bool(lines))
        self._side.setVisible(bool(lines))
        self.nobody.setVisible(not lines)
        self.model.show(lines)
        if lines and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def show_refusal(self, error: UserError) -> None:
        self.refusal.ask(error.message())
        self.refusal.show()

    def _show(self, line: Waiting | None) -> None:
        self._line = line
        if line is None:
            return
        wish = line.wish
        self.heading.say(_("{group}: {place}").format(group=wish.group, place=when(wish)))
        self.stand.mean("ok" if line.turn else "info")
        self.stand.ask(_sentence(line))
        facts = [
            (_("Telephone"), wish.phone),
            (_("Purpose"), wish.purpose),
            (_("People"), _("{count} people").format(count=wish.people) if wish.people else ""),
        ]
        self.facts.show_facts([(name, words) for name, words in facts if words])
        self.take.setVisible(line.turn)
        self.offer.setVisible(line.turn and wish.state != OFFERED)

    def _wish(self, signal: object) -> None:
        if self._line is not None:
            signal.emit(self._line.id)  # type: ignore[attr-defined]

    # Qt asks:

    def focus_first(self) -> None:
        (self.table if self.table.isVisible() else self.header.back).setFocus()


def _sentence(line: Waiting) -> str:
    if not line.free:
        return _("{holder} still has it.").format(holder=line.holder)
    if not line.turn:
        return _("It is free. A group with a smaller number comes first.")
    if line.wish.state == OFFERED:
        return _("They were told that it is free. Book it, or pass it on to the next.")
    return _("It is free, and it is their turn. Tell them.")
