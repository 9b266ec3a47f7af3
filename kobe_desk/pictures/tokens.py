"""署名の鍵 on a card: the card was read, and one key was found; nothing of it is real."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kobe_desk.core.ids import new_id
from kobe_desk.modules.association.usecases import RootRow, TokenKeyRow
from kobe_desk.modules.association.view import AssociationPage
from kobe_desk.paper.token.refusals import PinWrong
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.scene import Scene

SIGNING = 5
"""The place of 署名の鍵 in the list of parts."""


def tokens(guide: Guide) -> Iterator[Scene]:
    """A key without a certificate, then a person's own certificate with its warning."""
    guide.opened.open_at("association")
    page = guide.page(AssociationPage)
    page.show_part(SIGNING)
    page.signing.show_root(RootRow(new_id(), "0f" * 32, "", date(2026, 4, 1), ""))
    card = page.signing.token
    card.show_found((_row("", "", None),))
    page.to_part(card)
    yield guide.scene("token-new")
    card.show_found((_row("髙橋 悦郎", "Japan Agency for Local Authority Information Systems", date(2029, 4, 1)),))
    card.show_refusal(PinWrong("passphrase"))
    yield guide.scene("token-personal")
    card.kept()
    page.signing.show_root(None)


def _row(who: str, issuer: str, ends: date | None) -> TokenKeyRow:
    """A key as a card shows it; without an issuer it has no certificate yet."""
    return TokenKeyRow(
        Path("/usr/lib/opensc-pkcs11.so"), "Kobe-1", "01", "01", "sign", issuer, who, issuer, ends, (), b"",
        pin_pad=False, personal=bool(issuer),
    )  # fmt: skip
