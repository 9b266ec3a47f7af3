"""Tables: columns as data, one model, one view."""

from kobe_desk.ui.table.column import Column
from kobe_desk.ui.table.grid import Grid, GridModel
from kobe_desk.ui.table.model import Fetch, Locate, TableModel
from kobe_desk.ui.table.view import Table

__all__ = ["Column", "Fetch", "Grid", "GridModel", "Locate", "Table", "TableModel"]
