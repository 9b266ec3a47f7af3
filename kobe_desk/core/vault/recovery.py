"""The recovery code (回復コード): 32 random bytes as five lines that a person can copy by hand.

Each line A–E is three groups of four and a check character. The alphabet has 31 characters, a prime number, so the
weighted sum of a line finds every single wrong character, every exchange of two, and a line in the place of another.
"""

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from kobe_desk.core.vault.situations import LineLength, LineMistyped, LinesMixed

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O, which are easily taken for each other."""
LINES = "ABCDE"
GROUPS, GROUP = 3, 4
_LENGTH = GROUPS * GROUP
_BASE = len(ALPHABET)
_SECRET_BYTES, _TAG_BYTES = 32, 5  # 37 bytes just fit into 60 characters of 31


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the sheet: its letter, three groups of four, the character in the circle."""

    letter: str
    groups: tuple[str, ...]
    check: str

    @property
    def text(self) -> str:
        return f"{' '.join(self.groups)} {self.check}"


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A fresh code, shown once: the rows for the sheet, and a mark by which a sheet is told from an older one."""

    rows: tuple[SheetRow, ...]
    mark: str

    def __repr__(self) -> str:
        return f"RecoveryCode(mark={self.mark})"

    @property
    def text(self) -> str:
        """The five lines as one text, as it may be typed back."""
        return "\n".join(row.text for row in self.rows)


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def mark_of(secret: bytes) -> str:
    """Four characters that say which sheet this is; they tell nothing about the code."""
    number = int.from_bytes(sha256(b"kobe-desk/1/mark" + secret).digest())
    return "".join(ALPHABET[number // _BASE**place % _BASE] for place in range(4))


def code_of(secret: bytes) -> RecoveryCode:
    """The secret as it is printed."""
    number = int.from_bytes(secret + sha256(secret).digest()[:_TAG_BYTES])
    characters = "".join(ALPHABET[number // _BASE**place % _BASE] for place in range(_LENGTH * len(LINES)))
    return RecoveryCode(tuple(_row(line, characters) for line in range(len(LINES))), mark_of(secret))


def _row(line: int, characters: str) -> SheetRow:
    text = characters[line * _LENGTH : (line + 1) * _LENGTH]
    groups = tuple(text[at : at + GROUP] for at in range(0, _LENGTH, GROUP))
    return SheetRow(LINES[line], groups, _check(line, text))


def _check(line: int, text: str) -> str:
    total = sum((place + 2) * ALPHABET.index(character) for place, character in enumerate(text))
    return ALPHABET[(total + 7 * line) % _BASE]


def lines_of(text: str) -> tuple[str, ...]:
    """What was typed or pasted as one text, cut into lines: at line ends, else every 13 characters."""
    lines = [line for line in text.splitlines() if _plain(line)]
    if len(lines) > 1:
        return tuple(lines)
    whole = _plain(text)
    return tuple(whole[at : at + _LENGTH + 1] for at in range(0, len(whole), _LENGTH + 1))


def secret_of(typed: Sequence[str]) -> bytes:
    """The secret behind the five typed lines, in any width, case and spacing. Names the line that is wrong.

    Raises LineLength, LineMistyped, LinesMixed; the field is `line_a` to `line_e`.
    """
    padded = [*typed, *[""] * len(LINES)][: max(len(LINES), len(typed))]
    if len(padded) > len(LINES):
        raise LinesMixed
    characters = "".join(_checked(line, text) for line, text in enumerate(padded))
    number: int = sum(ALPHABET.index(character) * _BASE**place for place, character in enumerate(characters))
    if number >> 8 * (_SECRET_BYTES + _TAG_BYTES):
        raise LinesMixed
    whole = number.to_bytes(_SECRET_BYTES + _TAG_BYTES)
    secret, tag = whole[:_SECRET_BYTES], whole[_SECRET_BYTES:]
    if sha256(secret).digest()[:_TAG_BYTES] != tag:
        raise LinesMixed
    return secret


def check_line(line: int, text: str) -> None:
    """Say at once, while the next line is typed, whether this one (0–4) is right. Raises LineLength, LineMistyped."""
    _checked(line, text)


def _checked(line: int, text: str) -> str:
    letter, plain = LINES[line], _plain(text)
    field = f"line_{letter.lower()}"
    if len(plain) == _LENGTH + 2 and plain[0] == letter:  # the letter of the line was typed with it
        plain = plain[1:]
    if len(plain) != _LENGTH + 1:
        raise LineLength(field, line=letter, found=len(plain))
    if set(plain) - set(ALPHABET) or _check(line, plain[:_LENGTH]) != plain[_LENGTH]:
        raise LineMistyped(field, line=letter)
    return plain[:_LENGTH]


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())
