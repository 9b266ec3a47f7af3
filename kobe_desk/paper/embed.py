"""What one document uses of a font, written into its PDF as one embedded subset with the typed text behind each glyph.

reportlab's own TrueType fonts lose plane-2 kanji and variation selectors in the text layer; here every glyph
has a code of its own, and ToUnicode maps the code to the text as it was typed (base and selector included).
"""

import copy
from struct import pack
from typing import Any

from reportlab.pdfbase import pdfdoc

from kobe_desk.paper.fonts import FontFile

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_CMAP_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Embedded:
    """The glyphs of one font in one document, in order of first use."""

    def __init__(self, font: FontFile, name: str) -> None:
        self.font, self.name = font, name
        self._codes: dict[tuple[int, str], str] = {}
        self._used: list[tuple[int, str]] = []

    def code(self, glyph: int, text: str) -> str:
        """Four hexadecimal digits that show this glyph and extract as this text."""
        key = (glyph, text)
        if key not in self._codes:
            self._used.append(key)
            self._codes[key] = f"{len(self._used):04X}"
        return self._codes[key]

    # reportlab asks when it writes the document:
    def addObjects(self, doc: Any) -> None:
        base = f"{_tag(self.name)}+{self.font.source.stem}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{base}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": doc.Reference(self._descriptor(doc, base), f"descriptor:{base}"),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([_short(self.font.width(glyph)) for glyph, _ in self._used])]),
                "CIDToGIDMap": doc.Reference(_stream(doc, self._glyph_map()), f"map:{base}"),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{base}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"descendant:{base}")]),
                "ToUnicode": doc.Reference(_stream(doc, self._to_unicode()), f"unicode:{base}"),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font, f"font:{base}")

    def _order(self) -> dict[int, int]:
        """Glyph of the font -> glyph of the subset; 0 stays 0."""
        order = {0: 0}
        for glyph, _ in self._used:
            order.setdefault(glyph, len(order))
        return order

    def _glyph_map(self) -> bytes:
        order = self._order()
        return pack(f">{len(self._used) + 1}H", 0, *(order[glyph] for glyph, _ in self._used))

    def _program(self) -> bytes:
        order = self._order()
        view = copy.copy(self.font.face)
        view.charToGlyph = {place: glyph for glyph, place in order.items()}
        program: bytes = view.makeSubset(list(range(len(order))))
        return program

    def _descriptor(self, doc: Any, base: str) -> Any:
        face, program = self.font.face, self._program()
        stream = _stream(doc, program)
        stream.dictionary["Length1"] = len(program)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{base}",
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([_short(value) for value in face.bbox]),
                "ItalicAngle": 0,
                "Ascent": _short(face.ascent),
                "Descent": _short(face.descent),
                "CapHeight": _short(face.capHeight),
                "StemV": _short(face.stemV),
                "FontFile2": doc.Reference(stream, f"program:{base}"),
                "CIDSet": doc.Reference(_stream(doc, self._cid_set()), f"cids:{base}"),
            }
        )

    def _cid_set(self) -> bytes:
        """A bit for every code of the subset, 0 among them, from the left (PDF/A-1 asks for it)."""
        count = len(self._used) + 1
        return ((1 << count) - 1 << -count % 8).to_bytes((count + 7) // 8, "big")

    def _to_unicode(self) -> bytes:
        lines = [_CMAP_HEAD]
        pairs = [f"<{code:04X}> <{_utf16(text)}>" for code, (_, text) in enumerate(self._used, 1)]
        for start in range(0, len(pairs), 100):
            part = pairs[start : start + 100]
            lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
        return "\n".join([*lines, _CMAP_FOOT]).encode()


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _short(value: float) -> float:
    return round(value, 2) if value % 1 else int(value)


def _tag(name: str) -> str:
    """The six letters before a subset's name (ISO 32000-1, 9.6.4), different for each font of a document."""
    number = int(name[1:])
    return "KOBE" + chr(65 + number // 26) + chr(65 + number % 26)


def _stream(doc: Any, content: bytes) -> Any:
    stream = pdfdoc.PDFStream()
    stream.content = content
    if doc.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream
