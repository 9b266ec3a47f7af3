"""受け取りの記録: from whom a list came, when it goes back, and what became of it."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.members.usecases import ListRequest, SealedListRow
from kobe_desk.modules.members.view.drawer.words import LIST_KINDS
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.dialog import confirm
from kobe_desk.ui.field import DateField, FormField, Need, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel

WIPED = N_("The people in it are wiped from this desk and from the record of changes. This cannot be taken back.")


def _state(row: SealedListRow) -> str:
    if row.closed is not None:
        return row.outcome
    if row.return_by is None:
        return _("no day of return")
    return _("overdue") if _late(row) else _("until {day}").format(day=era.wareki(row.return_by))


def _late(row: SealedListRow) -> str:
    late = row.closed is None and row.return_by is not None and row.return_by < clock.today()
    return "warn" if late else ""


COLUMNS: tuple[Column[SealedListRow], ...] = (
    Column(N_("Name of the list"), lambda row: row.title, width=200, stretch=True, bold=True),
    Column(N_("From whom"), lambda row: row.source, width=180, stretch=True, secondary=True),
    Column(N_("Received"), lambda row: era.wareki(row.received), width=160, secondary=True),
    Column(N_("People"), lambda row: str(row.people), width=70, right=True),
    Column(N_("Return"), _state, width=200, stretch=True, meaning=_late),
)


class ListsPart(QWidget):
    """Every list there is or was, and its forms."""

    save_requested = Signal(object, object)
    dispose_requested = Signal(object, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._edited: UUID | None = None
        self.add = primary(_("Another list was received"), "plus")
        self.model: TableModel[SealedListRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Lists received under seal"))
        self.table.row_chosen.connect(self._show)
        self._none = Notice("info", _("No list was received yet."))
        self._facts = Facts(width=140)
        self.table.shown_whole_in = self._facts
        self.edit = secondary(_("Correct this list"), "pencil")
        self._acts = QWidget()
        self._acts.setLayout(Flow(self.edit))
        self.chosen = Card(_("This list"), self._facts, self._acts)
        self._build_forms()
        parts = (Row(self.add, STRETCH), self._none, self.table, self.chosen, self.card, self.disposal, STRETCH)
        self.setLayout(Lines(*parts, gap="group"))
        self.add.clicked.connect(self._begin)
        self.edit.clicked.connect(self._correct)
        self.show_lists(())

    def _build_forms(self) -> None:
        kinds = [(key, _(words)) for key, words in LIST_KINDS.items()]
        self.warning = Notice("warn")
        _("Such as the ward office, or the person.")
        self.form = Form(
            {
                "kind": FormField(_("What it holds"), Select(kinds, 340), Need.UNSAID),
                "title": FormField(_("Name of the list"), TextField(340)),
                "source": FormField(
                    _("From whom"), TextField(340), support=_("Such as the ward office, or the person.")
                ),
                "received": FormField(_("Received"), DateField()),
                "return_by": FormField(_("To be returned by"), DateField(), Need.OPTIONAL),
            }
        )
        self.save, self.leave = primary(_("Write the list down"), "save"), secondary(_("Leave it"))
        self.card = Card(_("Another list was received"), self.warning, self.form)
        self.card.body.addLayout(Flow(self.save, self.leave))
        outcome = FormField(_("What became of it"), TextField(300), support=_("Such as given back, or shredded."))
        self.end_form = Form({"day": FormField(_("Day"), DateField()), "outcome": outcome})
        self.dispose = secondary(_("Wipe this list"), "trash-2")
        self.disposal = Card(_("Given back or destroyed"), Notice("warn", _(WIPED)), self.end_form)
        self.disposal.body.addLayout(Flow(self.dispose))
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.close_form)
        self.dispose.clicked.connect(self._dispose)
        self.card.hide()

    def show_lists(self, rows: Sequence[SealedListRow]) -> None:
        self.model.show(rows)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show(self.table.row)

    def show_refusal(self, error: UserError) -> None:
        if not (self.form if not self.card.isHidden() else self.end_form).show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def close_form(self, _result: object = None) -> None:
        self._edited = None
        self.warning.hide()
        self.card.hide()
        self.add.show()
        self._show(self.table.row)

    def _show(self, row: SealedListRow | None) -> None:
        self.chosen.setVisible(row is not None)
        self.disposal.setVisible(row is not None and row.closed is None and self.card.isHidden())
        if row is None:
            return
        count = n_("{count} person", "{count} people", row.people).format(count=row.people)
        ended = f"{era.wareki(row.closed)}　{row.outcome}" if row.closed else ""
        facts = [
            (_("What it holds"), _(LIST_KINDS[row.kind])),
            (_("Name of the list"), row.title),
            (_("From whom"), row.source),
            (_("Received"), era.wareki(row.received)),
            (_("To be returned by"), era.wareki(row.return_by) if row.return_by else ""),
            (_("Settled on"), ended),
            (_("People"), "" if row.closed else count),
        ]
        self._facts.show_facts([(name, fact) for name, fact in facts if fact])
        self._acts.setVisible(row.closed is None)
        self.end_form.fill({"day": clock.today(), "outcome": ""})

    def _begin(self) -> None:
        self._open_form(_("Another list was received"), None)
        blank = {"kind": "support", "title": "", "source": "", "received": clock.today(), "return_by": None}
        self.form.fill(blank)

    def _correct(self) -> None:
        row: SealedListRow | None = self.table.row
        if row is not None:
            self._open_form(_("Correct this list"), row.id)
            self.form.fill({name: getattr(row, name) for name in self.form.fields})

    def _open_form(self, title: str, key: UUID | None) -> None:
        self._edited = key
        self.card.heading.setText(title)
        self.warning.hide()
        self.card.show()
        self.add.hide()
        self.disposal.hide()
        self.form.fields["title"].focus()

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            self.save_requested.emit(self._edited, ListRequest(**values))

    def _dispose(self) -> None:
        values, row = self.end_form.read(), self.table.row
        if values is None or row is None:
            return
        question = _("Wipe the list {title}?").format(title=row.title)
        if confirm(self.window(), question, _(WIPED), _("Wipe this list")):
            self.dispose_requested.emit(row.id, values["day"], values["outcome"])
