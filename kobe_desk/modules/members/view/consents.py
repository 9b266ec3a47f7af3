"""同意 of one person: every answer with its day and how it was said, and the form for another."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import term_words
from kobe_desk.modules.members.usecases import CONSENT_FIELDS, CONSENT_PURPOSES, ConsentRequest, ConsentRow
from kobe_desk.modules.members.view.disclosing import DisclosureCard
from kobe_desk.modules.members.view.wording import CONSENTS
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, DateField, FormField, Need, Option, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Label, Paragraph

PURPOSES = {
    "distribution": N_("Standing in the roster for members"),
    "emergency": N_("Being reached in a disaster"),
    "circulars": N_("Circulars and what is handed out"),
    "helpers": N_("Being asked to help"),
}
PERSON, HOUSEHOLD = "person", "household"

COLUMNS: tuple[Column[ConsentRow], ...] = (
    Column(N_("What for"), lambda row: _(PURPOSES[row.purpose]), width=160, stretch=True, bold=True),
    Column(N_("Item"), lambda row: _(CONSENTS[row.field]), width=90),
    Column(N_("Answer"), lambda row: _("agreed") if row.given else _("refused"), width=156,
           icon=lambda row: "circle-check" if row.given else "circle-slash"),
    Column(N_("Period"), lambda row: term_words(row.first, row.last), width=200, secondary=True),
    Column(N_("How it was said"), lambda row: row.evidence, width=170, stretch=True, secondary=True),
)  # fmt: skip


class Answers(QWidget):
    """Yes, no or nothing for each item, side by side. The value holds those that were answered."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        choices = [(None, _("not asked")), (True, _("agreed")), (False, _("refused"))]
        self._selects = {name: Select(choices, width=140) for name in CONSENT_FIELDS}
        flow = Flow(gap="group", lines="tight")
        for name, select in self._selects.items():
            caption = Label(_(CONSENTS[name]))
            caption.setBuddy(select)
            select.edited.connect(self.edited)
            pair = QWidget()
            pair.setLayout(Row(caption, select, gap="item"))
            flow.add(pair)
        self.setLayout(flow)

    def value(self) -> dict[str, bool]:
        return {name: select.value() for name, select in self._selects.items() if select.value() is not None}

    def set_value(self, value: Mapping[str, bool] | None) -> None:
        for name, select in self._selects.items():
            select.set_value((value or {}).get(name))

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((_(CONSENTS[name]), select) for name, select in self._selects.items())


class ConsentsPart(QWidget):
    """The answers, newest first; what nobody answered counts as no."""

    consent_requested = Signal(object, bool)
    """A `ConsentRequest` without people, and whether it is for the whole household."""
    remove_requested = Signal(object)
    disclosure_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[ConsentRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Answers so far"))
        self.table.setMinimumHeight(200)
        self.table.row_chosen.connect(self._show)
        self._whole = Paragraph(ink="muted")
        self.table.shown_whole_in = self._whole
        self._none = Paragraph(_("Nothing was asked yet. Without an answer nothing is shown to others."), ink="muted")
        self.remove = secondary(_("Take this answer out"), "trash-2")
        self.remove.clicked.connect(self._remove)
        self.disclosure = secondary(_("Print all that is kept of this person"), "printer")
        self.disclosure.clicked.connect(self.disclosure_requested)
        acts = QWidget()
        acts.setLayout(Flow(self.remove, self.disclosure))
        self.drawer = DisclosureCard()
        self.warning = Notice("warn")
        self.form = Form(_fields())
        self.write = secondary(_("Write the answers down"), "save")
        self.write.clicked.connect(self._write)
        card = Card(_("Another answer"), self.form, self.warning, self.write)
        self.setLayout(Lines(self._none, self.table, self._whole, acts, self.drawer, card, STRETCH, gap="group"))
        self.clear()
        self.show_consents(())

    def show_consents(self, rows: Sequence[ConsentRow]) -> None:
        """Every answer there is."""
        self.model.show(rows)
        self._none.setVisible(not rows)
        for part in (self.table, self._whole, self.remove):
            part.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def clear(self, _result: object = None) -> None:
        """An empty form."""
        self.warning.hide()
        self.form.fill({"answers": {}, "day": clock.today(), "evidence": "", "scope": None})

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _show(self, row: ConsentRow | None) -> None:
        if row is not None:
            words = _("{day}: {said}").format(day=term_words(row.first, row.last), said=row.evidence)
            self._whole.say(words)

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)

    def _write(self) -> None:
        values = self.form.read()
        if values is None:
            return
        nobody: tuple[UUID, ...] = ()
        request = ConsentRequest(nobody, values["purpose"], values["answers"], values["day"], values["evidence"])
        self.consent_requested.emit(request, values["scope"] == HOUSEHOLD)


def _fields() -> dict[str, FormField]:
    purposes = [(name, _(PURPOSES[name])) for name in CONSENT_PURPOSES]
    scopes = [Option(PERSON, _("This person alone")), Option(HOUSEHOLD, _("Everybody of the household"))]
    evidence = _("Such as the number of the form, or to whom it was said.")
    return {
        "purpose": FormField(_("What for"), Select(purposes, width=300), Need.UNSAID),
        "answers": FormField(_("Answers"), Answers()),
        "scope": FormField(_("Whose answer"), Choice(scopes, columns=2)),
        "day": FormField(_("Day of the answer"), DateField()),
        "evidence": FormField(_("How it was said"), TextField(420), support=evidence),
    }
