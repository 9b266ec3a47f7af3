"""One line of the register: what is known of the thing, whether it is there, and what became of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.assets import (
    AssetRequest,
    AssetRow,
    CheckRequest,
    DisposalRequest,
    GrantChoice,
)
from kobe_desk.modules.subsidies.view.assets.disposal import DisposalCard
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, MoneyField, Need, NumberField, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class AssetPage(Page):
    """The thing itself; below it looking and disposal, once it is in the register."""

    help_page = "subsidies-assets"
    saved = Signal(object)
    """An AssetRequest."""
    checked = Signal(object)
    planned = Signal(object)
    """A DisposalRequest, as far as it is written."""
    papers_wanted = Signal(object)
    """The same: the application for approval is made of it."""
    forms_wanted = Signal(object)
    """The key of the grant."""
    disposed = Signal(object)
    back_wanted = Signal()
    """It is there after all."""
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("A thing in the register"), back=_("To the register of equipment"))
        self.notice = Notice("ok")
        self.notice.hide()
        self._grants = Select([(None, _("another grant, or none"))], width=420)
        self.form = Form(_fields(self._grants))
        self.keep = primary(_("Keep it in the register"), "check")
        self.keep.clicked.connect(self._save)
        self.remove = link(_("Take it out of the register"), "trash-2")
        self.remove.clicked.connect(self.removal_wanted)
        self.thing = Card(_("What it is"), self.form, Row(self.keep, self.remove, STRETCH))
        self.check = Form({
            "day": FormField(_("Day somebody looked"), DateField(latest=clock.today())),
            "note": FormField(_("What was found"), TextField(380), Need.OPTIONAL, _("For example: in the store room")),
            "following": FormField(_("Look again by"), DateField(), Need.OPTIONAL,
                                   _("It then stands on the page Today.")),
        })  # fmt: skip
        self.look = secondary(_("Note that it was looked at"), "eye")
        self.look.clicked.connect(self._check)
        self._looked = Paragraph(ink="muted")
        self.looking = Card(_("Is it there?"), self._looked, self.check, Row(self.look, STRETCH))
        self.disposing = DisposalCard()
        self.disposing.planned.connect(self._plan)
        self.disposing.papers_wanted.connect(self._papers)
        self.disposing.forms_wanted.connect(self.forms_wanted)
        self.disposing.disposed.connect(self._dispose)
        self.disposing.back.clicked.connect(self.back_wanted)
        self.add(Column(self.notice, self.thing, self.looking, self.disposing, STRETCH, gap="group",
                        around=(0, 14, 0, 0)))  # fmt: skip
        self._asked = self.form
        self._stored: dict[str, Any] = {}
        self._seen: tuple[object, ...] = ()
        self.show_asset(None)
        self.form.fill({"bought": clock.today(), "share": 0})

    def show_choices(self, grants: Sequence[GrantChoice]) -> None:
        """The grants a thing can belong to; what was chosen stays."""
        words = _("{title} ({year})")
        chosen = self._grants.value()
        self._grants.offer([(None, _("another grant, or none")), *(
            (each.id, words.format(title=each.title, year=FiscalYear(each.fiscal_year).label)) for each in grants
        )])  # fmt: skip
        self._grants.set_value(chosen)

    def show_asset(self, row: AssetRow | None) -> None:
        """A line as it is now, or an empty one."""
        there = row is not None
        self.looking.setVisible(row is not None and row.disposed is None)
        self.disposing.setVisible(there)
        self.remove.setVisible(there)
        if row is None:
            return
        self.header.say(_("A thing in the register"), row.number)
        if _values(row) != self._stored:  # what is typed here stays when the other card is kept
            self._stored = _values(row)
            self.form.fill(self._stored)
        self._show_check(row)
        self.disposing.show_asset(row)

    def _show_check(self, row: AssetRow) -> None:
        words = _("Last looked at on {day}. {note}")
        self._looked.setVisible(row.checked is not None)
        if row.checked is not None:
            self._looked.say(words.format(day=era.wareki(row.checked), note=row.check_note))
        if self._seen != (row.id, row.checked, row.check_note):
            self._seen = (row.id, row.checked, row.check_note)
            self.check.fill({"day": clock.today(), "note": "", "following": None})

    def say(self, text: str, meaning: str = "ok") -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))
        if text:
            self.to_top()

    def show_refusal(self, error: UserError) -> None:
        """At its field in whichever form has one, else above."""
        forms = [
            self._asked,
            *(each for each in (self.form, self.check, self.disposing.form) if each is not self._asked),
        ]
        if not any(form.show_refusal(error) for form in forms):
            self.say(error.message(), "warn")

    def _read(self, form: Form) -> dict[str, Any] | None:
        self._asked = form
        return form.read()

    def _save(self) -> None:
        read = self._read(self.form)
        if read is not None:
            self.saved.emit(AssetRequest(
                read["name"], read["bought"], read["price"] or 0, read["share"] or 0, read["application"],
                read["programme"] or "", read["place"] or "", read["keeper"] or "", read["life"], read["limit"],
                read["check_next"],
            ))  # fmt: skip

    def _check(self) -> None:
        read = self._read(self.check)
        if read is not None:
            self.checked.emit(CheckRequest(read["day"], read["note"] or "", read["following"]))

    def _plan(self, request: DisposalRequest) -> None:
        self._asked = self.disposing.form
        self.planned.emit(request)

    def _papers(self, request: DisposalRequest) -> None:
        self._asked = self.disposing.form
        self.papers_wanted.emit(request)

    def _dispose(self, request: DisposalRequest) -> None:
        self._asked = self.disposing.form
        self.disposed.emit(request)

    # Qt asks:

    def focus_first(self) -> None:
        self.form.focus_first()


def _fields(grants: Select) -> dict[str, FormField]:
    optional = Need.OPTIONAL
    return {
        "name": FormField(_("Name, as on its label"), TextField(380)),
        "bought": FormField(_("Day it was bought"), DateField(latest=clock.today())),
        "price": FormField(_("Price"), MoneyField(), unit=_("yen")),
        "share": FormField(_("Of it paid by the grant"), MoneyField(), unit=_("yen")),
        "application": FormField(_("Which grant"), grants, Need.UNSAID),
        "programme": FormField(_("Name of another grant"), TextField(380), optional,
                               _("Only for a grant that was not applied for in this desk.")),
        "place": FormField(_("Where it is kept"), TextField(320), optional),
        "keeper": FormField(_("Who keeps it"), TextField(320), optional, _("An office is better than a name.")),
        "life": FormField(_("Life in years, as the funder says"), NumberField(least=1), optional,
                          unit=_("years of use")),
        "limit": FormField(_("Disposal needs approval until"), DateField(), optional,
                           _("As the guide of the grant or the office says. It is never worked out here.")),
        "check_next": FormField(_("Look whether it is there by"), DateField(), optional,
                                _("It then stands on the page Today.")),
    }  # fmt: skip


def _values(row: AssetRow) -> dict[str, Any]:
    names = ("name", "bought", "price", "share", "application", "place", "keeper", "life", "limit", "check_next")
    own = "" if row.application else row.programme
    return {**{name: getattr(row, name) for name in names}, "programme": own}
