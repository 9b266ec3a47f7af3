"""A compiled catalogue of texts (.mo of GNU gettext), of which only what is asked for is read.

A start shows a hundred of some thousand texts; the standard library would first read all of them.
"""

from bisect import bisect_left
from functools import lru_cache, partial
from pathlib import Path
from struct import unpack_from

_BETWEEN_FORMS = "\0"


class Catalogue:
    """The texts of one language; without a file, none."""

    def __init__(self, path: Path) -> None:
        self._file = path.read_bytes() if path.is_file() else b""
        self._count, self._keys, self._texts = unpack_from("=3I", self._file, 8) if self._file else (0, 0, 0)
        self.find = lru_cache(maxsize=None)(self._find)

    def find_plural(self, one: str, many: str) -> list[str] | None:
        """The forms for a count, as many as the language has."""
        found = self.find(one + _BETWEEN_FORMS + many)
        return None if found is None else found.split(_BETWEEN_FORMS)

    def _find(self, text: str) -> str | None:
        wanted = text.encode()
        place = bisect_left(range(self._count), wanted, key=partial(self._entry, self._keys))
        if place == self._count or self._entry(self._keys, place) != wanted:
            return None
        return self._entry(self._texts, place).decode()

    def _entry(self, table: int, place: int) -> bytes:
        length, start = unpack_from("=2I", self._file, table + 8 * place)
        return self._file[start : start + length]
