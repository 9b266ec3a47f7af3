"""監査報告書 at the desk: made in the workshop, signed on a thread of the program, checked whenever it is opened."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.ledger import usecases
from kobe_desk.modules.ledger.exchange import auditing
from kobe_desk.modules.ledger.usecases import AuditOrder, AuditRequest, AuditRow, AuditToSign
from kobe_desk.modules.ledger.view.auditing import AuditPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.personal import ask_first
from kobe_desk.ui.trusted_time import without_time

TABLES = {"audit_paper", "entry", "officer_key", "signing_root", "year_end"}


class AuditController(QObject):
    """A child of its page; one fiscal year."""

    def __init__(self, desk: Desk, page: AuditPage, year: int) -> None:
        super().__init__(page)
        self._desk, self._page, self._year = desk, page, year
        self._row: AuditRow | None = None
        page.make_requested.connect(self._make)
        page.sign_requested.connect(self._sign)
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.audit_paper, self._year, then=self._show)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask()

    def _show(self, row: AuditRow | None) -> None:
        self._row = row
        self._page.show_report(row)
        if row is not None:
            self._desk.ask(usecases.audit_kept, row.id, then=self._check)
        self._page.focus_first()

    def _check(self, kept: usecases.AuditKept) -> None:
        self._page.show_pdf(kept.pdf)
        self._desk.run(auditing.check_audit, kept, then=self._checked, refused=self._page.show_refusal,
                       text=_("Checking the signatures"))  # fmt: skip

    def _checked(self, found: auditing.AuditChecked) -> None:
        self._page.show_checked(found.signers, unaltered=found.unaltered, known=found.known)

    # making and signing

    def _make(self) -> None:
        then = partial(self._desk.ask, profile)
        refused = self._page.show_refusal
        self._desk.ask(usecases.audit_order, self._year, refused=refused,
                       then=lambda order: then(then=partial(self._draw, order)))  # fmt: skip

    def _draw(self, order: AuditOrder, house: Profile | None) -> None:
        named, sample = (house.name, house.sample) if house else ("", False)
        self._desk.run(auditing.make_audit, order, named, sample, then=self._keep, refused=self._page.show_refusal,
                       text=_("Making the papers"))  # fmt: skip

    def _keep(self, made: AuditRequest) -> None:
        self._desk.do(usecases.keep_audit_paper, self._year, made, refused=self._page.show_refusal)

    def _sign(self, name: str, passphrase: str) -> None:
        if self._row is not None:
            then = partial(self._ask_first, self._row.id, passphrase)
            self._desk.ask(usecases.audit_to_sign, self._row.id, name, then=then, refused=self._page.show_refusal)

    def _ask_first(self, paper: UUID, passphrase: str, order: AuditToSign) -> None:
        sign = partial(self._open_key, paper, passphrase, order)
        ask_first(self._page, order.name, sign, personal=order.key.kind == "personal")

    def _open_key(self, paper: UUID, passphrase: str, order: AuditToSign) -> None:
        then = partial(self._keep_signature, paper, order.name)
        self._desk.run(auditing.sign_audit, order, passphrase, here=True, then=then,
                       refused=self._page.show_refusal, text=_("Signing"))  # fmt: skip

    def _keep_signature(self, paper: UUID, name: str, signed: auditing.AuditSigned) -> None:
        if signed.time_missing:
            self._page.say("info", without_time())
        self._desk.do(usecases.keep_audit_signature, paper, name, signed.before_sha256, signed.pdf,
                      refused=self._page.show_refusal)  # fmt: skip
