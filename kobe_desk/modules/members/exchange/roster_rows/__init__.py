"""Turns the rows of a table into rows of the roster."""

from kobe_desk.modules.members.exchange.roster_rows.reader import NOTHING, rows_of

__all__ = ("NOTHING", "rows_of")
