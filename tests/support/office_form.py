"""An office's empty form as the tests make it, and a layout for it."""

from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type
from kobe_desk.paper.styles import CELL, LABELS


def office_form() -> bytes:
    """様式第１号 of a made-up office: labels with empty frames, two words to choose from, rows of a table."""
    paper = Paper(PaperFacts(title="様式第1号"), LABELS)
    sheet = paper.sheet
    sheet.text(105, 24, "（窓口の様式）交付申請書", Type(Face.MINCHO, 15), "center")
    for number, label in enumerate(("団体名", "事業の名称", "事業の目的", "申請額")):
        sheet.text(20, 50 + number * 22, label, CELL)
        sheet.box(55, 40 + number * 22, 130, 18)
    sheet.text(120, 34, "令和　　年　　月　　日", CELL)
    for row in range(4):
        sheet.box(20, 140 + row * 8, 100, 8)
        sheet.box(120, 140 + row * 8, 65, 8)
    sheet.text(20, 138, "支出の内訳", CELL)
    return paper.finish()
