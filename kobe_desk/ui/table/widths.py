"""How the room of a table is shared among its columns: titles and words first, then those that take what is left."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics

from kobe_desk.ui.table.model import ICON_ROLE, TableModel
from kobe_desk.ui.theme import theme

SIDE = 10
_MEASURED_ROWS = 24
"""As many as are in sight at first: measuring words that nobody sees would load faces for their rare signs."""


def shared(room: int, meant: Mapping[int, int], words: Mapping[int, int], takers: Sequence[int]) -> dict[int, int]:
    """Pixels of each column: what was `meant` for it, and up to its `words` (0: not known) while there is room.

    `takers` share what is left. A taker that needs less than was meant for it first leaves that to the others.
    """
    widths = {at: min(wide, words[at] or wide) if at in takers else wide for at, wide in meant.items()}
    others = [at for at in widths if at not in takers]
    left = _grown(widths, words, others, room - sum(widths.values()))
    left = _grown(widths, meant, takers, left)
    left = _grown(widths, words, takers, left)
    wide = {at: widths[at] if left < 0 else 1 for at in takers}  # where room is short, the wide ones give more of it
    for at in takers:
        widths[at] += left * wide[at] // sum(wide.values())
    return widths


def _grown(widths: dict[int, int], wished: Mapping[int, int], which: Sequence[int], left: int) -> int:
    """Let columns grow to what is wished, one after the other; what is left then."""
    for at in which:
        more = min(max(wished[at] - widths[at], 0), max(left, 0))
        widths[at] += more
        left -= more
    return left


def words_take(model: TableModel[Any], at: int, title: int) -> int:
    """Pixels of the title or the longest words in the first rows of a column; 0 where nobody knows them yet."""
    column = model.columns[at]
    if column.wraps or model.paged:
        return 0
    metrics = QFontMetrics(theme.font(bold=column.bold or at == 0))  # the first cell of the picked row is bold
    rows = [model.index(row, at) for row in range(min(model.rowCount(), _MEASURED_ROWS))]
    longest = max((metrics.horizontalAdvance(index.data() or "") for index in rows), default=0)
    icon = theme.metrics.icon("table") + theme.space(6) if any(index.data(ICON_ROLE) for index in rows) else 0
    return max(title, longest + icon + 2 * theme.space(SIDE) + 1)
