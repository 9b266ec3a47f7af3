"""PDF/A-1b (ISO 19005-1): what a paper that is kept for long carries besides its pages.

All fonts are embedded and nothing is transparent anyway; added are the colour profile its greys are meant in, and the
metadata as XMP, equal to the document information.
"""

from struct import pack
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from kobe_desk.core import clock

VERSION = (1, 4)
_D50 = (0.9642, 1.0, 0.8249)
_SRGB = ((0.4360747, 0.2225045, 0.0139322), (0.3850649, 0.7168786, 0.0971045), (0.1430804, 0.0606169, 0.7141733))
"""Where red, green and blue of sRGB stand under D50 (IEC 61966-2-1, adapted by Bradford)."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def keep_for_long(document: Any) -> None:
    """Give a document of reportlab, whose information is set, its output intent and its XMP metadata."""
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), srgb_profile(), [pdfdoc.PDFZCompress])
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
        "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": document.Reference(profile, "profile:srgb"),
    }
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])
    dictionary = pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"})
    catalog.Metadata = _PlainStream(dictionary, _xmp(document.info).encode())


def _xmp(info: Any) -> str:
    """The document information once more; every value must be the same."""
    made = clock.now().astimezone(clock.JST).isoformat(timespec="seconds")
    said = {name: escape(str(getattr(info, name) or "")) for name in ("title", "author", "subject", "creator",
                                                                      "producer", "keywords")}  # fmt: skip
    return _XMP.format(**said, made=made)


def srgb_profile() -> bytes:
    """sRGB as an ICC profile of version 2 (PDF/A-1 takes no later one), made from its formula."""
    tags = {
        "desc": b"desc" + pack(">4xI", 18) + b"sRGB IEC61966-2.1\0" + bytes(4 + 4 + 2 + 1 + 67),
        "cprt": b"text" + bytes(4) + b"No copyright, use freely\0",
        "wtpt": _xyz(*_D50),
        "rXYZ": _xyz(*_SRGB[0]),
        "gXYZ": _xyz(*_SRGB[1]),
        "bXYZ": _xyz(*_SRGB[2]),
        "rTRC": _curve(),
        "gTRC": _curve(),
        "bTRC": _curve(),
    }
    table, data, place = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        padded = content + bytes(-len(content) % 4)
        table += name.encode() + pack(">II", place + len(data), len(content))
        data += padded
    size = place + len(data)
    head = pack(">I4xI4s4s4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + _xyz(*_D50)[8:]
    return head + bytes(128 - len(head)) + pack(">I", len(tags)) + table + data


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + pack(">3i", *(round(value * 65536) for value in values))


def _curve(count: int = 1024) -> bytes:
    """The tone curve of sRGB in so many steps."""
    steps = (each / (count - 1) for each in range(count))
    linear = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in steps)
    return b"curv" + pack(">4xI", count) + pack(f">{count}H", *(round(each * 65535) for each in linear))


_format = pdfdoc.PDFStream.format


def _with_end_of_line(self: Any, document: Any) -> bytes:
    """A stream as reportlab writes it, with the end of line that ISO 19005-1 6.1.7 wants before `endstream`."""
    written: bytes = _format(self, document)
    return written.removesuffix(b"endstream\n") + b"\nendstream\n"


pdfdoc.PDFStream.format = _with_end_of_line


class _PlainStream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream that is not compressed: metadata has to be readable as it is."""

    def format(self, document: Any) -> bytes:
        filters, document.defaultStreamFilters = document.defaultStreamFilters, None
        try:
            return _with_end_of_line(self, document)
        finally:
            document.defaultStreamFilters = filters
