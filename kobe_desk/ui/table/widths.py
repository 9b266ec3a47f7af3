"""How the room of a table is shared among its columns: titles and words first, then those that take what is left."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics

from kobe_desk.ui.table.model import ICON_ROLE, TableModel
from kobe_desk.ui.theme import theme

SIDE = 10
_MEASURED_ROWS = 60


def shared(room: int, least: Mapping[int, int], words: Mapping[int, int], takers: Sequence[int]) -> dict[int, int]:
    """Pixels of each column: at least `least`, up to `words` while there is room; `takers` share the rest."""
    widths = dict(least)
    left = room - sum(widths.values())
    for at in sorted(widths, key=lambda each: each in takers):
        more = min(max(words[at] - widths[at], 0), max(left, 0))
        widths[at] += more
        left -= more
    for at in takers:
        widths[at] += left // len(takers)
    return widths


def words_take(model: TableModel[Any], at: int) -> int:
    """Pixels of the longest words in the first rows of a column; of pages that are fetched nobody knows them yet."""
    column = model.columns[at]
    if column.wraps or model.paged:
        return 0
    metrics = QFontMetrics(theme.font(bold=column.bold or at == 0))  # the first cell of the picked row is bold
    rows = [model.index(row, at) for row in range(min(model.rowCount(), _MEASURED_ROWS))]
    longest = max((metrics.horizontalAdvance(index.data() or "") for index in rows), default=0)
    icon = theme.metrics.icon("table") + theme.space(6) if any(index.data(ICON_ROLE) for index in rows) else 0
    return longest + icon + 2 * theme.space(SIDE) + 1
