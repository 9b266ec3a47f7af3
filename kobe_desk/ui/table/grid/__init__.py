"""A table whose cells are written in like those of a spreadsheet: F2, Enter or typing begins, Esc gives up."""

from kobe_desk.ui.table.grid.model import GridModel
from kobe_desk.ui.table.grid.view import Grid

__all__ = ["Grid", "GridModel"]
