"""What the page 団体 wishes, done at the desk."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import postal
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association import exchange, usecases
from kobe_desk.modules.association.exchange import NewKey, NewRoot
from kobe_desk.modules.association.usecases import KeyRequest, KeyRow, NewTokenKey, OfficeRow, Profile, RootRow, Rules
from kobe_desk.modules.association.view import AssociationPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.personal import ask_first
from kobe_desk.ui.printing import save_file

TABLES = {"association", "office", "bank_account", "meeting_rules", "document", "signing_root", "officer_key"}


class FileUnreadable(UserError):
    text = N_("This file cannot be read. Please choose it again.")


class AssociationController(QObject):
    """Shows what the desk says of the association, and writes down what is changed."""

    def __init__(self, desk: Desk, page: AssociationPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._name = ""
        self._root: RootRow | None = None
        page.profile.save_requested.connect(self._save_profile)
        page.profile.postal_code_typed.connect(self._look_up)
        page.offices.add_requested.connect(self._add_office)
        page.bank.save_requested.connect(self._save_bank)
        page.bylaws.save_requested.connect(self._save_rules)
        page.documents.file_chosen.connect(self._keep_document)
        page.documents.remove_requested.connect(self._remove_document)
        page.signing.root_requested.connect(self._make_root)
        page.signing.key_requested.connect(self._make_key)
        page.signing.certificate_wanted.connect(self._save_certificate)
        page.signing.revoking.revoke_requested.connect(self._revoke)
        page.signing.revoking.stop_requested.connect(self._stop)
        page.signing.token.look_requested.connect(self._look)
        page.signing.token.key_requested.connect(self._take)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Ask for everything the page shows."""
        desk, page = self._desk, self._page
        desk.ask(usecases.profile, then=self._show_profile)
        desk.ask(usecases.offices, then=self._show_offices)
        desk.ask(usecases.bank_account, then=page.bank.show_bank)
        desk.ask(usecases.rules_on, "general", clock.today(), then=self._show_rules)
        desk.ask(usecases.documents, then=page.documents.show_documents)
        desk.ask(usecases.signing_root, then=self._show_root)
        desk.ask(usecases.signing_keys, then=page.signing.show_keys)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self.refresh()

    def _show_profile(self, profile: Profile | None) -> None:
        self._name = profile.name if profile else ""
        self._page.profile.show_profile(profile)

    def _show_offices(self, rows: tuple[OfficeRow, ...]) -> None:
        self._page.offices.show_offices(rows)
        self._page.signing.show_offices(rows)

    def _show_rules(self, rules: Rules) -> None:
        begun = fiscal_year(clock.today()).first  # rules that always held are changed from this year on
        since = begun if rules.since.year <= usecases.ALWAYS.year else rules.since
        self._page.bylaws.show_rules(replace(rules, since=since))

    def _show_root(self, root: RootRow | None) -> None:
        self._root = root
        self._page.signing.show_root(root)

    def _save_profile(self, profile: Profile) -> None:
        self._desk.do(usecases.save_profile, profile, refused=self._page.profile.show_refusal)

    def _look_up(self, code: str) -> None:
        found = postal.places_of(postal.read_postal_code(code).value)
        if len(found) == 1:
            self._page.profile.show_address(found[0].address)

    def _add_office(self, name: str, kind: str, single: bool) -> None:
        part = self._page.offices
        self._desk.do(usecases.add_office, name, kind, single, then=part.clear, refused=part.show_refusal)

    def _save_bank(self, bank: usecases.Bank) -> None:
        self._desk.do(usecases.save_bank_account, bank, refused=self._page.bank.show_refusal)

    def _save_rules(self, rules: Rules) -> None:
        self._desk.do(usecases.save_rules, rules, refused=self._page.bylaws.show_refusal)

    def _keep_document(self, path: Path, kind: str, title: str, dated: date | None) -> None:
        part = self._page.documents
        try:
            data = path.read_bytes()
        except OSError:
            part.show_refusal(FileUnreadable("file"))
            return
        self._desk.do(
            usecases.keep_document, kind, title, path.name, data, dated, then=part.clear, refused=part.show_refusal
        )

    def _remove_document(self, key: UUID) -> None:
        self._desk.do(usecases.remove_document, key)

    def _make_root(self, folder: Path, passphrase: str) -> None:
        part = self._page.signing

        def keep(root: NewRoot) -> None:
            self._desk.do(usecases.keep_root, root.certificate, root.fingerprint, refused=part.show_refusal)

        self._desk.run(
            exchange.make_root, folder, self._name, passphrase, then=keep, refused=part.show_refusal, here=True
        )

    def _make_key(self, *asked: Any) -> None:
        folder, root_passphrase, office, name, ends, passphrase = asked
        part = self._page.signing
        request = NewKey(folder, root_passphrase, self._name, office.kind, office.name, name, ends, passphrase)

        def keep(key: KeyRequest) -> None:
            self._desk.do(usecases.keep_key, key, then=part.key_made, refused=part.show_refusal)

        self._desk.run(exchange.make_key, request, then=keep, refused=part.show_refusal, here=True)

    def _look(self, module: Path) -> None:
        part = self._page.signing.token
        self._desk.run(exchange.look_at_tokens, module, then=part.show_found, refused=self._token_refused, here=True,
                       text=_("Reading the card"))  # fmt: skip

    def _take(self, asked: dict[str, Any]) -> None:
        office: OfficeRow = asked["office_of"]
        request = NewTokenKey(
            asked["row"], self._name, office.kind, office.name, asked["name"], asked["pin"], asked["personal"],
            asked.get("term_ends"), asked.get("folder"), asked.get("root_passphrase", ""),
        )  # fmt: skip
        ask_first(self._page, request.name, partial(self._take_key, request), personal=request.personal)

    def _take_key(self, request: NewTokenKey) -> None:
        def keep(key: KeyRequest) -> None:
            part = self._page.signing.token
            self._desk.do(usecases.keep_key, key, then=part.kept, refused=self._token_refused)

        self._desk.run(exchange.take_token_key, request, then=keep, refused=self._token_refused, here=True,
                       text=_("Trying the key of the card"))  # fmt: skip

    def _token_refused(self, error: UserError) -> None:
        self._page.signing.token.show_refusal(error)

    def _stop(self, key: KeyRow) -> None:
        self._desk.do(usecases.stop_key, key.id, refused=self._revoke_refused)

    def _revoke(self, asked: dict[str, Any]) -> None:
        then = partial(self._sign_list, asked)
        self._desk.ask(usecases.root_of, asked["key"].id, then=then, refused=self._revoke_refused)

    def _sign_list(self, asked: dict[str, Any], root: RootRow) -> None:
        key: KeyRow = asked["key"]
        request = exchange.NewRevocation(asked["stick"], asked["words"], root.fingerprint, key.certificate, root.crl,
                                         asked["day"], asked["lost"])  # fmt: skip
        then = partial(self._keep_list, key.id, request.day)
        self._desk.run(exchange.make_revocation, request, then=then, refused=self._revoke_refused, here=True)

    def _keep_list(self, key: UUID, day: date, crl: str) -> None:
        then = self._page.signing.revoking.revoked
        self._desk.do(usecases.revoke_key, key, crl, day, then=then, refused=self._revoke_refused)

    def _revoke_refused(self, error: UserError) -> None:
        part = self._page.signing
        if not part.revoking.show_refusal(error):
            part.show_refusal(error)

    def _save_certificate(self) -> None:
        if self._root is not None:
            save_file(self._page, self._root.certificate.encode(), "root.pem", "PEM (*.pem)")
