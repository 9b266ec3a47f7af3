"""Remembers a number for each of many keys in little memory: 24 bytes or so a key, whatever the key is."""

from array import array

_EMPTY = 0
LARGE = 2**18
"""From here on the room is doubled: it would grow by megabytes at once."""


class Places:
    """Keys (hashes of 64 bits, so that two of a hundred thousand are the same once in a thousand million times)
    and a small number for each."""

    def __init__(self) -> None:
        self._size, self._used = 1024, 0
        self._keys, self._values = self._room()

    def __len__(self) -> int:
        return self._used

    def get(self, key: object, default: int = -1) -> int:
        """The number of a key."""
        wanted, mask, keys = hash(key) or 1, self._size - 1, self._keys
        at = wanted & mask
        while (found := keys[at]) != _EMPTY:
            if found == wanted:
                return self._values[at]
            at = (at + 1) & mask
        return default

    def put(self, key: object, value: int) -> int:
        """Set the number of a key; returns the one it had, or -1."""
        before = self._put(hash(key) or 1, value)
        if self._used * 5 > self._size * 3:
            self._grow()
        return before

    def _put(self, wanted: int, value: int) -> int:
        mask, keys, values = self._size - 1, self._keys, self._values
        at = wanted & mask
        while (found := keys[at]) != _EMPTY:
            if found == wanted:
                before, values[at] = values[at], value
                return before
            at = (at + 1) & mask
        keys[at], values[at] = wanted, value
        self._used += 1
        return -1

    def put_new(self, key: object, value: int) -> int:
        """Set the number of a key that has none yet; returns -1, or the number it has and keeps."""
        wanted, mask, keys = hash(key) or 1, self._size - 1, self._keys
        at = wanted & mask
        while (found := keys[at]) != _EMPTY:
            if found == wanted:
                return self._values[at]
            at = (at + 1) & mask
        keys[at], self._values[at] = wanted, value
        self._used += 1
        if self._used * 5 > self._size * 3:
            self._grow()
        return -1

    def _room(self) -> "tuple[array[int], array[int]]":
        return array("q", (_EMPTY,)) * self._size, array("i", (0,)) * self._size

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._size, self._used = self._size * (4 if self._size < LARGE else 2), 0
        self._keys, self._values = self._room()
        for key, value in zip(keys, values, strict=True):
            if key != _EMPTY:
                self._put(key, value)
