"""A column of a table, as data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True)
class Column(Generic[R]):
    """`title` is an English msgid, with the unit in it; `text` writes a row's cell; `order` names the order asked for.

    `width` is in pixels at 12 pt; a column with `stretch` takes what is left. `secondary` columns go from 16 pt on.
    `meaning` gives the ink of a cell (ok, warn, error, muted or empty) and `icon` the Lucide icon before it.
    With `wraps` the words go on in further lines instead of being cut: for short lists.
    `under` is a second, quiet line of the cell in large type: what a secondary column would have said.
    In a grid `key` names what the column holds, `typed` is what an editor of its cell begins with (None: nobody writes
    there), and `choices` are the words to choose from.
    """

    title: str
    text: Callable[[R], str]
    order: str = ""
    width: int = 120
    right: bool = False
    stretch: bool = False
    secondary: bool = False
    bold: bool = False
    wraps: bool = False
    under: Callable[[R], str] | None = None
    meaning: Callable[[R], str] | None = None
    icon: Callable[[R], str] | None = None
    key: str = ""
    typed: Callable[[R], str] | None = None
    choices: Callable[[], Sequence[str]] | None = None
