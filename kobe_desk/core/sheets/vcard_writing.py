"""Contacts for phones: vCard 3.0 (RFC 2426), which every phone of today reads, 4.0 (RFC 6350), or 2.1 for old ones."""

import re
from collections.abc import Iterable, Iterator

from kobe_desk.core.sheets.contact import Contact, halves
from kobe_desk.core.sheets.vcard_old import old_vcard

_LONGEST = 75
"""Octets in a line before it is folded."""


def vcards(contacts: Iterable[Contact], version: str = "3.0") -> bytes:
    """The contacts as one file of vCards."""
    if version == "2.1":
        return b"".join(old_vcard(contact) for contact in contacts)
    return b"".join(_folded(line) for contact in contacts for line in _lines(contact, version))


def _lines(contact: Contact, version: str) -> Iterator[str]:
    new = version == "4.0"
    yield from ("BEGIN:VCARD", f"VERSION:{version}", f"UID:urn:uuid:{contact.key}")
    yield from _name(contact, new)
    for name, value in _reached(contact, new):
        if value:
            yield f"{name}:{value}"
    yield "END:VCARD"


def _name(contact: Contact, new: bool) -> Iterator[str]:
    family, given = halves(contact.name)
    family_kana, given_kana = halves(contact.kana)
    said = f';SORT-AS="{_parameter(family_kana)},{_parameter(given_kana)}"' if new and contact.kana else ""
    yield f"N{said}:{_escaped(family)};{_escaped(given)};;;"
    yield f"FN:{_escaped(contact.name)}"
    if contact.kana:
        yield f"X-PHONETIC-LAST-NAME:{_escaped(family_kana)}"
        yield f"X-PHONETIC-FIRST-NAME:{_escaped(given_kana)}"
        if not new:
            yield f"SORT-STRING:{_escaped(contact.kana)}"


def _reached(contact: Contact, new: bool) -> Iterator[tuple[str, str]]:
    home, cell = ("TYPE=home", "TYPE=cell") if new else ("TYPE=HOME", "TYPE=CELL")
    yield f"TEL;{home}", _escaped(contact.phone)
    yield f"TEL;{cell}", _escaped(contact.mobile)
    yield "EMAIL", _escaped(contact.mail)
    where = ";".join(map(_escaped, ("", contact.building, contact.address, "", "", contact.postal, "")))
    yield f"ADR;{home}", where if contact.address or contact.postal else ""
    yield "BDAY", format(contact.birth, "%Y%m%d" if new else "%Y-%m-%d") if contact.birth else ""
    yield "ORG", _escaped(contact.organisation)


def _escaped(text: str) -> str:
    plain = re.sub(r"([\\,;])", r"\\\1", text)
    return plain.replace("\r\n", r"\n").replace("\n", r"\n").replace("\r", r"\n")


def _parameter(text: str) -> str:
    return text.replace('"', "").replace(",", " ").replace("\n", " ")


def _folded(line: str) -> bytes:
    """Lines of at most 75 octets, never cut within a character."""
    parts: list[bytes] = []
    now = b""
    for sign in line:
        octets = sign.encode()
        if len(now) + len(octets) > _LONGEST - bool(parts):
            parts.append(now)
            now = b""
        now += octets
    return b"\r\n ".join((*parts, now)) + b"\r\n"
