"""A contact as it goes to a phone."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Contact:
    """What a vCard says of a person; `key` makes its UID."""

    key: str
    name: str
    kana: str = ""
    phone: str = ""
    mobile: str = ""
    mail: str = ""
    postal: str = ""
    address: str = ""
    building: str = ""
    birth: date | None = None
    organisation: str = ""


def halves(name: str) -> tuple[str, str]:
    """Family and given name, parted by a blank of any width."""
    family, _blank, given = name.replace("\u3000", " ").partition(" ")
    return family, given
