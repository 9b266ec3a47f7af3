"""いつ決めたか: one field over the register of resolutions and the words of all minutes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import HIT_COLUMNS, REGISTER_COLUMNS, day_words
from kobe_desk.modules.meetings.usecases import BodyRow, MinutesHit, MinutesPage, RegisterRow, share_text
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import SearchField, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph, strong_at


class RegisterPage(Page):
    """Resolutions first, then every place in the minutes where the words stand."""

    help_page = "meeting-register"
    searched = Signal(str, str)
    print_wanted = Signal(str, str)
    meeting_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("When was it decided?"), back=_("To the meetings"))
        self.print = secondary(_("Print the register"), "printer")
        self.print.clicked.connect(self._print)
        self.header.add(self.print)
        self.search = SearchField(width=320)
        self.search.searched.connect(lambda _words: self._ask())
        self.bodies = Select([("", _("All meetings"))])
        self.bodies.setAccessibleName(_("Which meetings"))
        self.bodies.edited.connect(self._ask)
        tools = QWidget()
        tools.setLayout(Flow(self.search, self.bodies))
        self._resolutions: TableModel[RegisterRow] = TableModel(REGISTER_COLUMNS)
        self.table = Table(self._resolutions, _("Register of resolutions"))
        self.table.setMinimumHeight(220)
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self._open)
        self._none = Paragraph(_("No resolution has these words."), ink="muted")
        self._facts = Facts(width=150)
        self.open = secondary(_("Open this meeting"), "arrow-right")
        self.open.clicked.connect(lambda: self._open(self.table.row))
        self._chosen = Card(_("Resolution"), self._facts, Row(self.open, STRETCH))
        self.table.shown_whole_in = self._chosen
        self._hits: TableModel[MinutesHit] = TableModel(HIT_COLUMNS, lambda row: (row.meeting_id, row.item_id))
        self.hits = Table(self._hits, _("Places in the minutes"))
        self.hits.setMinimumHeight(180)
        self.hits.row_chosen.connect(self._show_hit)
        self.hits.row_opened.connect(self._open)
        self._excerpt = Paragraph()
        self.open_hit = secondary(_("Open the minutes"), "arrow-right")
        self.open_hit.clicked.connect(lambda: self._open(self.hits.row))
        self._found = Card(_("In the minutes"), self.hits, self._excerpt, Row(self.open_hit, STRETCH))
        self.hits.shown_whole_in = self._found
        register = Card(_("Resolutions"), self._none, self.table)
        self.add(tools, register, self._chosen, self._found, STRETCH)
        self._found.hide()

    def know_bodies(self, rows: tuple[BodyRow, ...]) -> None:
        self.bodies.offer([("", _("All meetings")), *((each.key, each.said) for each in rows)])

    def show_register(self, rows: tuple[RegisterRow, ...]) -> None:
        self._resolutions.show(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows and self.table.row is None:
            self.table.choose(rows[0].id)
        self._choose(self.table.row)

    def show_hits(self, page: MinutesPage) -> None:
        words = bool(self.search.text().strip())
        self._found.setVisible(words)
        self._hits.show(page.hits)
        self.hits.setVisible(bool(page.hits))
        self.open_hit.setVisible(bool(page.hits))
        found = _("In the minutes: {count} places")
        self._found.heading.setText(found.format(count=page.total))
        if page.hits:
            self.hits.selectRow(0)
            self._show_hit(page.hits[0])
        else:
            self._excerpt.say(_("These words stand in no minutes."))

    def _open(self, row: RegisterRow | MinutesHit | None) -> None:
        if row is not None:
            self.meeting_opened.emit(row.meeting_id)

    def _print(self) -> None:
        self.print_wanted.emit(self.search.text(), self.bodies.value())

    def _ask(self) -> None:
        self.searched.emit(self.search.text(), self.bodies.value())

    def _choose(self, row: RegisterRow | None) -> None:
        self._chosen.setVisible(row is not None)
        if row is None:
            return
        self._chosen.heading.setText(row.number)
        vote = row.vote
        counts = (
            _("No objection")
            if vote.unanimous
            else _("{yes} for, {no} against, {abstain} abstain").format(yes=vote.yes, no=vote.no, abstain=vote.abstain)
        )
        said = _("carried") if row.carried else _("lost")
        self._facts.show_facts(
            [
                (_("Motion"), row.title),
                (_("Decided on"), day_words(row.day)),
                (_("Meeting"), row.meeting),
                (_("Result"), f"{said}（{counts}）"),
                (_("Needed"), share_text(row.rule)),
                (_("Minutes"), _("adopted") if row.adopted else _("not adopted yet")),
            ]
        )

    def _show_hit(self, row: MinutesHit | None) -> None:
        if row is None:
            return
        self._excerpt.say(strong_at(row.excerpt, row.marks))

    # Qt asks:

    def focus_first(self) -> None:
        self.search.edit.setFocus()
