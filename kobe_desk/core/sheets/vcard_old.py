"""Contacts for older mobile phones: vCard 2.1 as Japanese makers read it.

Shift JIS in quoted-printable, the reading in SOUND; what Shift JIS has no character for goes as UTF-8, never as "?".
"""

from collections.abc import Iterator

from kobe_desk.core.japanese import kana
from kobe_desk.core.sheets.contact import Contact, halves

_LONGEST = 72
"""Signs in a line before a soft break."""


def old_vcard(contact: Contact) -> bytes:
    """One contact."""
    return b"".join(line.encode("ascii") + b"\r\n" for line in _lines(contact))


def _lines(contact: Contact) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:2.1")
    name, reading = halves(contact.name), halves(contact.kana)
    where = ("", contact.building, contact.address, "", "", contact.postal, "")
    said = (
        ("N", _joined((*name, "", "", ""))),
        ("FN", contact.name),
        ("SOUND;X-IRMC-N", kana.to_half_width(_joined((*reading, "", "", ""))) if contact.kana else ""),
        ("TEL;HOME;VOICE", contact.phone),
        ("TEL;CELL;VOICE", contact.mobile),
        ("EMAIL;INTERNET", contact.mail),
        ("ADR;HOME", _joined(where) if contact.address or contact.postal else ""),
        ("BDAY", contact.birth.isoformat() if contact.birth else ""),
        ("ORG", contact.organisation),
    )
    for key, value in said:
        if value:
            yield _line(key, value)
    yield "END:VCARD"


def _joined(parts: tuple[str, ...]) -> str:
    return ";".join(part.replace(";", "\\;") for part in parts)


def _line(key: str, value: str) -> str:
    if value.isascii() and value.isprintable() and "=" not in value and len(key) + len(value) < _LONGEST:
        return f"{key}:{value}"
    try:
        charset, octets = "SHIFT_JIS", value.encode("cp932")
    except UnicodeEncodeError:
        charset, octets = "UTF-8", value.encode()
    pieces = [f"{key};CHARSET={charset};ENCODING=QUOTED-PRINTABLE:"]
    for each in octets:
        sign = chr(each) if 48 <= each <= 57 or each == ord(";") else f"={each:02X}"
        if len(pieces[-1]) + len(sign) > _LONGEST:
            pieces[-1] += "="
            pieces.append("")
        pieces[-1] += sign
    return "\r\n".join(pieces)
