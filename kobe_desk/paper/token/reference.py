"""Where a key on a token is: kept in the place of a key file. It holds no secret."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kobe_desk.paper.sign.key_files import NotAKeyFile

_MARK = b'{"kobe-desk": "token"'
_LARGEST = 1 << 17


@dataclass(frozen=True, slots=True)
class TokenReference:
    """A key on a token: the module that reads it, which token, which key (CKA_ID), and its certificate (PEM).

    `personal`: the certificate is a person's own (マイナンバーカード), not one for the office.
    """

    module: str
    label: str
    serial: str
    key: str
    """CKA_ID in hexadecimal digits."""
    certificate: str
    chain: tuple[str, ...] = ()
    pin_pad: bool = False
    personal: bool = False

    def dump(self) -> bytes:
        return json.dumps({"kobe-desk": "token", **asdict(self)}, ensure_ascii=False).encode()

    @property
    def part(self) -> Path:
        return Path(self.module)


def is_reference(data: bytes) -> bool:
    """Whether these bytes stand for a key on a token, not for a key file."""
    return data.startswith(_MARK)


def load_reference(data: bytes) -> TokenReference:
    """What `dump` wrote. Raises NotAKeyFile."""
    try:
        kept = json.loads(data) if len(data) <= _LARGEST else {}
        kept.pop("kobe-desk")
        found = TokenReference(**kept | {"chain": tuple(kept["chain"])})
        bytes.fromhex(found.key)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotAKeyFile from None
    return found
