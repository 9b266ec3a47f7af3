"""Tables from character to character for `str.translate`, quick for the many characters that are not in them."""

from collections.abc import Callable, Mapping

Sign = str | int | None
"""What a character becomes: a text, the code of a character, or nothing."""


def itself(code: int) -> Sign:
    return code


class Signs(dict[int, Sign]):
    """What becomes of each character; `rest` answers for one that is not named.

    `str.translate` pays for each missing key with an exception, which on kanji is most of its time: an answer once
    found is kept. At most one entry for each character there is.
    """

    def __init__(self, table: Mapping[int, Sign], rest: Callable[[int], Sign] = itself) -> None:
        super().__init__(table)
        self._rest = rest

    def __missing__(self, code: int) -> Sign:
        self[code] = answer = self._rest(code)
        return answer
