"""Contacts as phones hand them over (vCard 2.1, 3.0, 4.0), read as a table.

A subset of our own instead of a library: what a roster keeps of a contact, one pass over the lines, nothing decoded
that is not kept (a photograph of 10 MB is skipped as it stands).
"""

import quopri
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from kobe_desk.core.japanese import kana
from kobe_desk.core.sheets.encoding import encoding_of
from kobe_desk.core.sheets.sheet import EmptySheet, Limits, NotASheet, Sheet, SheetRow, TooManyRows, packed

HEADER = (
    "氏名",
    "フリガナ",
    "電話番号",
    "携帯電話",
    "メール",
    "郵便番号",
    "住所",
    "建物名",
    "生年月日",
    "備考",
    "性別",
)
LONGEST = 20_000
"""Characters of one property; a longer one is a picture or an attack and is passed over."""
_BEGIN = re.compile(rb"\s*BEGIN:VCARD", re.I)
_MARK = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DATE = re.compile(r"(\d{4}|--)-?(\d{2})-?(\d{2})")
_SEXES = {"M": "男", "F": "女", "O": "その他"}
_NO_YEAR = "1604"
"""What some phones write for a birthday without a year."""


def looks_like(head: bytes) -> bool:
    """Whether a file begins as a vCard, in whatever letters (UTF-16 has a zero beside each of these)."""
    return bool(_BEGIN.match(_MARK.sub(b"", head).replace(b"\0", b"")))


def read(data: bytes, file: str, limits: Limits) -> Sheet:
    """The contacts of a file as rows of a table. Raises NotASheet, EmptySheet, TooManyRows."""
    encoding = encoding_of(BytesIO(data))
    if encoding is None:
        raise NotASheet(None, file=file)
    cards = list(islice(_cards(data.decode(encoding, "replace")), limits.rows + 1))
    if not cards:
        raise EmptySheet(None, file=file)
    if len(cards) > limits.rows:
        raise TooManyRows(None, file=file, most=limits.rows)
    rows = (SheetRow(card.line, card.cells()) for card in cards)
    return Sheet(file, "vcard", HEADER, 0, packed(rows), (len(data), 0), encoding, "", (), limits)


class _Property(NamedTuple):
    line: int
    name: str
    params: dict[str, str]
    kinds: frozenset[str]
    value: str


@dataclass(slots=True)
class _Card:
    """One contact while it is being read."""

    line: int
    full: str = ""
    family: str = ""
    given: str = ""
    family_kana: str = ""
    given_kana: str = ""
    sorted_as: str = ""
    phones: list[str] = field(default_factory=list)
    mobiles: list[str] = field(default_factory=list)
    mail: str = ""
    postal: str = ""
    address: str = ""
    building: str = ""
    birth: str = ""
    notes: list[str] = field(default_factory=list)
    organisation: str = ""
    sex: str = ""

    def cells(self) -> list[str]:
        notes = [*self.notes, *self.phones[1:], *self.mobiles[1:]]
        return [
            self._name(), self._kana(), next(iter(self.phones), ""), next(iter(self.mobiles), ""), self.mail,
            self.postal, self.address, self.building, self.birth, " ".join(notes).replace("\n", " ").strip(),
            self.sex,
        ]  # fmt: skip

    def _name(self) -> str:
        both = self.family and self.given
        if both and _CJK.search(self.family + self.given):
            return f"{self.family}　{self.given}"
        return self.full or " ".join(filter(None, (self.given, self.family))) or self.organisation

    def _kana(self) -> str:
        return " ".join(filter(None, (self.family_kana, self.given_kana))) or self.sorted_as

    def take(self, said: _Property) -> None:
        """Keep what a property says, if the roster keeps it."""
        taker = _TAKERS.get(said.name)
        if taker is not None and said.value:
            taker(self, said)


def _take_name(card: _Card, said: _Property) -> None:
    parts = [_plain(part) for part in _parts(said.value, ";")]
    card.family, card.given = (*parts, "", "")[:2]
    card.sorted_as = card.sorted_as or said.params.get("SORT-AS", "").replace(",", " ")


def _take_sound(card: _Card, said: _Property) -> None:
    """The reading as phones with vCard 2.1 write it: ﾀﾂﾐ;ﾏｻｴ;;;"""
    parts = " ".join(filter(None, map(_plain, _parts(said.value, ";"))))
    card.sorted_as = card.sorted_as or kana.reading(parts)


def _take_phone(card: _Card, said: _Property) -> None:
    number = unquote(said.value[4:]) if said.value.lower().startswith("tel:") else said.value
    if "FAX" not in said.kinds:
        (card.mobiles if "CELL" in said.kinds else card.phones).append(number.split(";")[0])


def _take_address(card: _Card, said: _Property) -> None:
    parts = [_plain(part) for part in _parts(said.value, ";")]
    _box, extended, street, town, region, postal, _country = (*parts, *[""] * 7)[:7]
    if not card.address:
        card.postal, card.address, card.building = postal, f"{region}{town}{street}", extended


def _take_birth(card: _Card, said: _Property) -> None:
    match = _DATE.match(said.value)
    if match:
        year, month, day = match.groups()
        hidden = year in ("--", _NO_YEAR)
        card.birth = f"{int(month)}/{int(day)}" if hidden else f"{year}-{month}-{day}"


def _take_sex(card: _Card, said: _Property) -> None:
    """GENDER of vCard 4.0 (M, F, O; N and U say nothing), and the word that older phones write as X-GENDER."""
    card.sex = card.sex or _SEXES.get(_plain(said.value)[:1].upper(), "")


def _take_note(card: _Card, said: _Property) -> None:
    card.notes.append(_plain(said.value))


def _text(name: str) -> "Taker":
    def take(card: _Card, said: _Property) -> None:
        if not getattr(card, name):
            setattr(card, name, _plain(said.value))

    return take


Taker = Callable[[_Card, _Property], None]
_TAKERS: dict[str, Taker] = {
    "FN": _text("full"),
    "N": _take_name,
    "X-PHONETIC-LAST-NAME": _text("family_kana"),
    "X-PHONETIC-FIRST-NAME": _text("given_kana"),
    "SORT-STRING": _text("sorted_as"),
    "SOUND": _take_sound,
    "TEL": _take_phone,
    "EMAIL": _text("mail"),
    "ADR": _take_address,
    "BDAY": _take_birth,
    "GENDER": _take_sex,
    "X-GENDER": _take_sex,
    "NOTE": _take_note,
    "ORG": _text("organisation"),
}


def _cards(text: str) -> Iterator[_Card]:
    card: _Card | None = None
    for said in _properties(text):
        if said.name == "BEGIN":
            card = _Card(said.line)
        elif said.name == "END" and card is not None:
            yield card
            card = None
        elif card is not None:
            card.take(said)


def _properties(text: str) -> Iterator[_Property]:
    for line, whole in _unfolded(text):
        head, mark, value = whole.partition(":")
        if not mark:
            continue
        name, *given = head.split(";")
        params, kinds = _params(given)
        yield _Property(line, name.rpartition(".")[2].strip().upper(), params, kinds, _decoded(value, params))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines as they were before they were folded (a blank at the start of the next, = at the end in 2.1)."""
    start, whole, soft = 1, "", False
    for number, line in enumerate(text.splitlines(), 1):
        if soft:
            whole = whole[:-1] + line
        elif line[:1] in (" ", "\t"):
            whole += line[1:] if len(whole) <= LONGEST else ""
        else:
            if whole and len(whole) <= LONGEST:
                yield start, whole
            start, whole = number, line
        soft = whole.endswith("=") and "QUOTED-PRINTABLE" in whole[:200].upper() and len(whole) <= LONGEST
    if whole and len(whole) <= LONGEST:
        yield start, whole


def _params(given: list[str]) -> tuple[dict[str, str], frozenset[str]]:
    params: dict[str, str] = {}
    kinds: set[str] = set()
    for each in given:
        name, mark, value = each.partition("=")
        name, value = name.strip().upper(), value.strip().strip('"')
        if not mark:
            kinds.add(name)  # 2.1: TEL;CELL
        elif name == "TYPE":
            kinds |= {kind.strip().upper() for kind in value.split(",")}
        else:
            params[name] = value
    return params, frozenset(kinds)


def _decoded(value: str, params: dict[str, str]) -> str:
    if params.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    encoding = params.get("CHARSET", "utf-8").lower().replace("shift_jis", "cp932")
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(encoding, "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _parts(value: str, separator: str) -> list[str]:
    return re.split(rf"(?<!\\){separator}", value)


def _plain(value: str) -> str:
    """The text without its escapes, and without signs that hide or turn other text."""
    plain = _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    return _HIDDEN.sub("", plain).strip()
