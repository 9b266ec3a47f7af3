"""What stands on a token or a card, and what is asked to sign with it (カードやトークンの鍵)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_


class NothingToSignWith(UserError):
    text = N_("There is no key for signing papers on this card or token. Choose another one, or its own file.")


@dataclass(frozen=True, slots=True)
class TokenKeyRow:
    """A key found on a token. Without `certificate` (PEM) the association's own root can issue one for `public`."""

    module: Path
    token: str
    serial: str
    key: str
    label: str
    certificate: str
    who: str
    issuer: str
    ends: date | None
    chain: tuple[str, ...]
    public: bytes
    pin_pad: bool
    personal: bool = False
    """Whether it is plainly a person's own certificate (マイナンバーカード)."""


@dataclass(frozen=True, slots=True)
class NewTokenKey:
    """A key on a token to be registered for an officer; the folder, its passphrase and the term only where the
    association issues the certificate, and the PIN that shows that the token is at hand."""

    row: TokenKeyRow
    association: str
    role: str
    office: str
    name: str
    pin: str
    personal: bool = False
    ends: date | None = None
    folder: Path | None = None
    root_passphrase: str = ""
