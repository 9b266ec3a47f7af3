"""The paper: a flat form with its boxes filled, and the 続紙 behind it.

made = overlay_pdf(blank.pdf, blank.sizes, [Filled(0, "団体名", box, "みなと台自治会")], "様式第１号 交付申請書")
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pypdfium2

from kobe_desk.paper.continuation import SEE_SHEET, Continuation, draw_continuations
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.footer import check_groups
from kobe_desk.paper.glyphs import clusters
from kobe_desk.paper.overlay.blank import lay_over, saved
from kobe_desk.paper.overlay.fitting import Box, Fit, Fitted, fit_box
from kobe_desk.paper.pdfium import alone
from kobe_desk.paper.sheet import MM, Sheet, centre_line
from kobe_desk.paper.styles import FOOTER, Format

Mark = Literal["check", "circle"]
Sizes = Sequence[tuple[float, float]]
CODE_RIGHT, CODE_ABOVE = 10.0, 5.0
"""Where the 照合 code stands: mm from the right and the lower edge."""
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Filled:
    """A box with what goes into it. `sheet` counts the pages of the paper from 0; `mark` is drawn instead of text."""

    sheet: int
    label: str
    box: Box
    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Overlaid:
    """The paper, and what every box shows with what of it goes on on a 続紙, in their order."""

    pdf: bytes
    fitted: tuple[Fitted | None, ...]


def overlay_pdf(
    blank: bytes,
    sizes: Sizes,
    filled: Sequence[Filled],
    form: str,
    pages: Sequence[int] = (),
    after: Sequence[Continuation] = (),
    *,
    code: str = "",
    number: str = "",
) -> Overlaid:
    """The form `blank` with the boxes filled. Raises MissingGlyph with the label of the box.

    `code`: what every sheet is compared by (照合), at its foot; `number`: the document number, on 続紙.

    `pages`: which page of the form each sheet is (all of them once, if none is named); `after`: what goes on on
    続紙 whatever its box shows (rows of a table).
    """
    pages = pages or tuple(range(len(sizes)))
    size = max(width for width, _height in sizes), max(height for _width, height in sizes)
    paper = Paper(PaperFacts(title=form), Format(*size, 0, 0, 0, 0, footer=False))
    for _page in pages[1:]:
        paper.add_sheet()
    fitted = tuple(_draw(paper, each) for each in filled)
    if code:
        for sheet, at in zip(paper.sheets, pages, strict=True):
            _draw_code(sheet, sizes[at], code)
    rests = [Continuation(form, each.label, made.rest) for each, made in zip(filled, fitted, strict=True)
             if made is not None and made.rest]  # fmt: skip
    return Overlaid(
        _merged(
            blank,
            sizes,
            pages,
            paper.finish(),
            size,
            _addendum(PaperFacts(number=number, title=form, code=code), [*rests, *after]),
        ),
        fitted,
    )


def _draw(paper: Paper, each: Filled) -> Fitted | None:
    sheet, box = paper.sheets[each.sheet], each.box
    if each.mark is not None:
        _mark(sheet, box, each.mark)
        return None
    with paper.owner(each.label):
        fitted = fit_box(paper.setter, each.text, box)
        if box.cells and fitted.lines and not fitted.rest:
            _cells(sheet, box, fitted)
        else:
            _lines(sheet, box, fitted)
    return fitted


def _mark(sheet: Sheet, box: Box, mark: Mark) -> None:
    """A tick across the box, or a ring around the word under it."""
    if mark == "circle":
        round_by = min(box.width, box.height) / 2
        sheet.box(box.x, box.y, box.width, box.height, 1.0, corner=round_by)
        return
    side = min(box.width, box.height)
    x, y = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    sheet.stroke([(x + side * a, y + side * b) for a, b in ((0.12, 0.5), (0.4, 0.85), (0.92, 0.1))], 1.3)


def _cells(sheet: Sheet, box: Box, fitted: Fitted) -> None:
    """One character in the middle of each character box; the text layer holds them whole."""
    signs = list(clusters(fitted.lines[0]))
    wide = box.width / box.cells
    first = box.cells - len(signs) if box.align == "right" else 0
    baseline = centre_line(box.y, box.height, fitted.type.size)
    with sheet.actual(fitted.lines[0]):
        for place, sign in enumerate(signs, first):
            sheet.text(box.x + wide * (place + 0.5), baseline, sign, fitted.type, "center")


def _lines(sheet: Sheet, box: Box, fitted: Fitted) -> None:
    """One line stands in the middle of its box, several begin at its top."""
    type, lines = fitted.type, fitted.lines
    top = box.y if box.fit is not Fit.SHRINK and len(lines) > 1 else box.y + (box.height - type.em) / 2
    for number, line in enumerate(lines):
        baseline = centre_line(top + number * type.line, type.em, type.size)
        if line == SEE_SHEET:
            sheet.within(box.x, baseline, box.width, line, type, box.align)
        else:
            sheet.text(box.x + box.width * _SHARE[box.align], baseline, line.rstrip(), type, box.align)


def _draw_code(sheet: Sheet, size: tuple[float, float], code: str) -> None:
    """照合 at the right of the lower edge, below what an office prints there."""
    right, baseline = size[0] - CODE_RIGHT, size[1] - CODE_ABOVE
    width = sheet.text(right, baseline, check_groups(code), FOOTER.with_face(Face.FIXED), "right")
    sheet.text(right - width - 1.2, baseline, "照合", FOOTER, "right")


def _addendum(facts: PaperFacts, parts: Sequence[Continuation]) -> bytes:
    """続紙: one sheet or more for each part; nothing if there is none."""
    if not parts:
        return b""
    paper = Paper(facts)
    draw_continuations(Flow(paper), parts)
    del paper.sheets[0]  # every part begins a sheet of its own
    return paper.finish()


@alone
def _merged(blank: bytes, sizes: Sizes, pages: Sequence[int], drawn: bytes, size: tuple[float, float],
            addendum: bytes) -> bytes:  # fmt: skip
    made, form, ours = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(blank), pypdfium2.PdfDocument(drawn)
    try:
        for number, at in enumerate(pages):
            page = made.new_page(sizes[at][0] * MM, sizes[at][1] * MM)
            lay_over(made, page, form, at)
            lay_over(made, page, ours, number, (0.0, (sizes[at][1] - size[1]) * MM))
        if addendum:
            more = pypdfium2.PdfDocument(addendum)
            made.import_pages(more)
            more.close()
        return saved(made)
    finally:
        made.close()
        form.close()
        ours.close()
