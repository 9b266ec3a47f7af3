"""Page numbers laid over the pages of a bound book, as one addition to the file: the pages themselves stay."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from kobe_desk.modules.meetings.papers.book import PLATE_HEIGHT, PLATE_WIDTH
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import MM, Type
from kobe_desk.paper.styles import Format

_NUMBER = Type(Face.GOTHIC, 9)
_Dictionary: Any = generic.DictionaryObject
_Float: Any = generic.FloatObject


def numbered(pdf: bytes, plain: int, places: Sequence[str]) -> bytes:
    """The file with － 1 － on the page after the first `plain` ones, and so on; `places` are the plates' matrices."""
    if not places:
        return pdf
    plates = PdfFileReader(BytesIO(_plates(len(places))))
    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    fonts = writer.add_object(writer.import_object(_page(plates, 0)["/Resources"]))
    before = writer.add_object(generic.StreamObject(stream_data=b"q"))
    for number, matrix in enumerate(places):
        form = writer.add_object(_form(_page(plates, number), fonts))
        resources = _Dictionary({pdf_name("/XObject"): _Dictionary({pdf_name("/KobeDeskNumber"): form})})
        drawn = generic.StreamObject(stream_data=f"Q q {matrix} cm /KobeDeskNumber Do Q".encode())
        writer.add_stream_to_page(
            plain + number, before, prepend=True
        )  # whatever the page leaves behind ends before us
        writer.add_stream_to_page(plain + number, writer.add_object(drawn), resources)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _plates(count: int) -> bytes:
    """A small sheet for each number."""
    paper = Paper(PaperFacts("頁"), Format(PLATE_WIDTH, PLATE_HEIGHT, 0, 0, 0, 0, footer=False))
    for number in range(1, count + 1):
        if number > 1:
            paper.add_sheet()
        text = f"－ {number} －"
        width = paper.setter.width(text, _NUMBER.face) * _NUMBER.em / 1000 + 4
        paper.sheet.tint(PLATE_WIDTH / 2 - width / 2, 0, width, PLATE_HEIGHT, 1.0)
        paper.sheet.middle(PLATE_WIDTH / 2, 0, PLATE_HEIGHT, text, _NUMBER, "center")
    return paper.finish()


def _page(reader: PdfFileReader, number: int) -> Any:
    return reader.find_page_for_modification(number)[0].get_object()  # type: ignore[no-untyped-call]


def _form(page: Any, fonts: Any) -> generic.StreamObject:
    """A plate as something that can be drawn into a page."""
    box = generic.ArrayObject([_Float(each) for each in (0, 0, PLATE_WIDTH * MM, PLATE_HEIGHT * MM)])
    said = {"/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Form"), "/BBox": box, "/Resources": fonts}
    return generic.StreamObject({pdf_name(name): value for name, value in said.items()}, stream_data=_content(page))


def _content(page: Any) -> bytes:
    found = page["/Contents"]
    parts = found if isinstance(found, generic.ArrayObject) else [found]
    return b"\n".join(part.get_object().data for part in parts)
