"""What is to become of a thing bought with a grant: the application for approval, the approval, then the disposal."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases.assets import KINDS, AssetRow, DisposalRequest, bound
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, MoneyField, Need, Select, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


class DisposalCard(Card):
    """A thing that is there has a form; one that is gone says what became of it."""

    planned = Signal(object)
    """A DisposalRequest, as far as it is written."""
    papers_wanted = Signal(object)
    forms_wanted = Signal(object)
    """The key of the grant."""
    disposed = Signal(object)

    def __init__(self) -> None:
        self._grant: UUID | None = None
        self._stored: dict[str, Any] = {}
        self.form = Form(_fields())
        self.keep = secondary(_("Keep what is written"), "save", name=_("Keep what is written of the disposal"))
        self.keep.clicked.connect(lambda: self.planned.emit(self._written()))
        self.papers = secondary(_("Look at the application for approval"), "file-text")
        self.papers.clicked.connect(lambda: self.papers_wanted.emit(self._written()))
        self.forms = link(_("Use the office's forms"), "file-text", name=_("Use the office's form for the approval"))
        self.forms.clicked.connect(lambda: self.forms_wanted.emit(self._grant))
        self.dispose = secondary(_("Note the disposal"), "archive")
        self.dispose.clicked.connect(self._dispose)
        self.back = secondary(_("Take the disposal back"), "undo-2")
        self.bound = Notice("warn")
        self._way = Paragraph(ink="muted")
        self._gone = Paragraph()
        buttons = Flow(self.keep, self.papers, self.forms, self.dispose, self.back)
        super().__init__(_("Disposal"), self.bound, self._way, self._gone, self.form, buttons)

    def show_asset(self, row: AssetRow) -> None:
        """A thing as it is now."""
        gone, paid = row.disposed is not None, row.share > 0
        self._grant = row.application
        for part in (self.form, self.keep, self.dispose):
            part.setVisible(not gone)
        for part in (self.papers, self.forms):
            part.setVisible(not gone and paid and row.application is not None)
        self.back.setVisible(gone)
        self._gone.setVisible(gone)
        self._say_bound(row)
        if row.disposed is not None:
            words = _("Disposed of on {day}: {reason}. Approval: {approval}")
            kind = _(KINDS[row.disposal_kind].label) if row.disposal_kind else ""
            reason = _(", ").join(filter(None, (kind, row.disposal_reason)))
            self._gone.say(words.format(day=era.wareki(row.disposed), reason=reason,
                                        approval=_approval(row) or _("none was needed")))  # fmt: skip
            return
        stored = {
            "kind": row.disposal_kind, "day": row.disposal_planned, "reason": row.disposal_reason,
            "proceeds": row.proceeds, "back": row.pay_back, "approval": row.approval, "approved": row.approved,
        }  # fmt: skip
        if stored != self._stored:  # what is typed here stays when the other card is kept
            self.form.fill(stored)
            self._stored = stored

    def _say_bound(self, row: AssetRow) -> None:
        """Until when it is bound, and what has to come first; once it is approved, that."""
        held = row.disposed is None and bound(row.share, row.limit, clock.today())
        self.bound.setVisible(held)
        approved = bool(row.approval and row.approved)
        self._way.setVisible(held and not approved)
        self.bound.mean("ok" if approved else "warn")
        if approved:
            self.bound.ask(_("Approved: {approval}. The disposal can be noted once it is done.").format(
                approval=_approval(row)))  # fmt: skip
        elif row.limit is None:
            self.bound.ask(_("Until when it is bound was not asked yet. Until then a disposal needs the approval."))
        else:
            words = _("Until {day} a disposal needs the funder's approval beforehand.")
            self.bound.ask(words.format(day=era.wareki(row.limit)))
        self._way.say(_way(row))

    def _written(self) -> DisposalRequest:
        """As far as it can be read."""
        return _request(self.form.typed())

    def _dispose(self) -> None:
        read = self.form.read()
        if read is not None:
            self.disposed.emit(_request(read))


def _fields() -> dict[str, FormField]:
    kinds = [("", _("not chosen yet")), *((key, _(each.label)) for key, each in KINDS.items())]
    optional = Need.OPTIONAL
    return {
        "kind": FormField(_("Kind of disposal"), Select(kinds, width=260), Need.UNSAID),
        "day": FormField(_("Day it is disposed of"), DateField(),
                         support=_("First the planned day, then the day it was done.")),
        "reason": FormField(_("Why it is disposed of"), TextArea(3, width=440),
                            support=_("For example: broken; to whom")),
        "proceeds": FormField(_("Money that the disposal brings in"), MoneyField(), optional, unit=_("yen")),
        "back": FormField(_("To be paid back of the grant"), MoneyField(), optional, unit=_("yen"),
                          support=_("As the office says. It is never worked out here.")),
        "approval": FormField(_("Number of the approval"), TextField(260), optional),
        "approved": FormField(_("Day of the approval"), DateField(), optional, support=_("As the notice says.")),
    }  # fmt: skip


def _request(read: dict[str, Any]) -> DisposalRequest:
    return DisposalRequest(
        day=read.get("day"), reason=read.get("reason") or "", approval=read.get("approval") or "",
        approved=read.get("approved"), kind=read.get("kind") or "", proceeds=read.get("proceeds"),
        back=read.get("back"),
    )  # fmt: skip


def _approval(row: AssetRow) -> str:
    return " ".join(filter(None, (era.wareki(row.approved) if row.approved else "", row.approval)))


def _way(row: AssetRow) -> str:
    """What is done in which order."""
    if row.application is None:
        return _("Choose above which grant paid for it, and keep it. The application is made from that grant.")
    return _("First write what is to become of it, make the application for approval, and hand it in. When the "
             "approval has come, write down its number and day. Only then is it disposed of.")  # fmt: skip
