"""Which of Japan's encodings a text file is in: tried strictly, never guessed from statistics.

A byte order mark decides; then UTF-8; then CP932 (Windows, Excel) or EUC-JP. Each of the last two reads some files of
the other as half-width kana, so the one that finds fewer of them is right.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_BLOCK = 2**18
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_NO_WORD = re.compile("[｡-･]|(?<![ｳｶ-ﾄﾊ-ﾎ])ﾞ|(?<![ﾊ-ﾎ])ﾟ|(?<![ｦ-ﾟ])[ｧ-ｰ]")  # what no reading in half-width kana holds
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_BAD = re.compile("[\ufffd\x80-\x9f\xa0\uf8f0-\uf8f3]")  # what cp932 makes of bytes that mean nothing in it
_BINARY = re.compile(b"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd-\uffff\ue000-\uf8ff]")
_FORGIVEN = 0.02  # a damaged character here and there spoils its row, not the file
_FEW, _OF_A_SHORT_FILE = 5, 0.2


@dataclass(slots=True)
class _Decoded:
    encoding: str
    beyond: int = 0
    half: int = 0
    nonsense: int = 0
    bad: int = 0

    @property
    def readable(self) -> bool:
        return self.bad <= max(self.beyond * _FORGIVEN, min(_FEW, self.beyond * _OF_A_SHORT_FILE))


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(_BLOCK):
        yield block


def _strict(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for block in _blocks(file):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _tried(file: BinaryIO, encoding: str) -> _Decoded:
    decoder, found = codecs.getincrementaldecoder(encoding)("replace"), _Decoded(encoding)
    for block in (*_blocks(file), b""):
        text = decoder.decode(block, final=not block)
        found.beyond += len(_BEYOND_ASCII.findall(text))
        found.half += len(_HALF_KANA.findall(text))
        found.nonsense += len(_NO_WORD.findall(text))
        found.bad += len(_BAD.findall(text))
    return found


def _japanese(file: BinaryIO) -> str | None:
    """CP932 or EUC-JP where both read the file without a fault, and the less damaged one where neither does."""
    tries = [_tried(file, encoding) for encoding in ("cp932", "euc_jp", "utf-8")]
    windows, unix, unicode = tries
    if unicode.readable:  # nothing else comes so near to UTF-8 by chance
        return "utf-8"
    if windows.bad == unix.bad == 0:
        only_kana = windows.half == windows.beyond and not windows.nonsense
        return "cp932" if only_kana or windows.half <= unix.half else "euc_jp"
    best = min(tries, key=lambda each: each.bad / max(each.beyond, 1))
    return best.encoding if best.readable else None


def encoding_of(file: BinaryIO) -> str | None:
    """The encoding of a whole file, or None for what is no text."""
    file.seek(0)
    head = file.read(4096)
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if b"\0" in head and not _stray_zeros(head):
        return _without_mark(file, head)
    if b"\x1b$" in head and _strict(file, "iso2022_jp_ext"):
        return "iso2022_jp_ext"
    return "utf-8" if _strict(file, "utf-8") else _quick(file)


def _stray_zeros(head: bytes) -> bool:
    """A zero byte here and there in a file that is text otherwise."""
    return head.count(0) * 100 <= len(head) + 99 and not _BINARY.search(head)


def _without_mark(file: BinaryIO, head: bytes) -> str | None:
    """UTF-16 whose mark is missing: read as such, it holds a line end and no character without a meaning."""
    for encoding, line_end in (("utf-16-le", b"\n\0"), ("utf-16-be", b"\0\n")):
        if line_end in head and _strict(file, encoding):
            text = head[: len(head) // 2 * 2].decode(encoding, "ignore")
            if "\n" in text and not _NO_TEXT.search(text):
                return encoding
    return None


def _quick(file: BinaryIO) -> str | None:
    """Most files are CP932 and no EUC-JP at all, which shows without counting anything."""
    if not _strict(file, "euc_jp") and _strict(file, "cp932"):
        return "cp932"
    return _japanese(file)
