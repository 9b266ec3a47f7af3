"""The one table of all papers: columns as data, rows as plain tuples, drawn over as many sheets as they need.

    columns = (
        Column("戸番", 13, "center"),
        Column("世帯主（ふりがな）", 48, kind=Kind.NAME),
        Column("会費", 25, kind=Kind.NUMBER),
    )
    table = Table(columns, LIST_TABLE, title="会費", unit="円", empty="該当する世帯はありません。")
    draw_table(flow, table, [("1", Cell("長谷川　和代", ruby="はせがわ　かずよ"), 3600), …])

A cell is plain text, an integer of yen, None (unknown: prints empty) or a `Cell` where it needs more.
"""

from kobe_desk.paper.table.draw import draw_table
from kobe_desk.paper.table.spec import (
    FORM_TABLE,
    LIST_TABLE,
    Band,
    Cell,
    Column,
    Kind,
    Row,
    Table,
    TableStyle,
    Value,
    number,
)

__all__ = ("FORM_TABLE", "LIST_TABLE", "Band", "Cell", "Column", "Kind", "Row", "Table", "TableStyle", "Value",
           "draw_table", "number")  # fmt: skip
