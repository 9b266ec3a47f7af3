"""PDF/A-1b judged twice: by rules of ISO 19005-1 read here, and by Apache Preflight where it is installed."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import which

import pikepdf
from pikepdf import Dictionary, Name, Stream

JARS = Path("/usr/share/java")
PREFLIGHT = [JARS / f"{name}.jar" for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging",
                                               "commons-io", "javax.activation", "jaxb-api")]  # fmt: skip
HERE = which("java") is not None and all(jar.exists() for jar in PREFLIGHT)
_FORBIDDEN_ACTIONS = ("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript")
_FORBIDDEN_FILTERS = ("/LZWDecode", "/Crypt", "/JPXDecode")


def preflight(pdf: bytes, folder: Path) -> str:
    """What Apache Preflight says of a file."""
    path = folder / "judged.pdf"
    path.write_bytes(pdf)
    command = ["java", "-cp", ":".join(map(str, PREFLIGHT)), "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def broken_rules(pdf: bytes) -> list[str]:
    """What is wrong with a file as PDF/A-1b; empty when it keeps all the rules read here."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        whole = [*_file(pdf, opened), *_metadata(opened)]
        return whole + [wrong for each in opened.objects for wrong in _object(each)]


def _file(pdf: bytes, opened: pikepdf.Pdf) -> Iterator[str]:
    if not pdf.startswith(b"%PDF-1.4") or min(pdf.split(b"\n")[1][1:5], default=0) < 128:
        yield "6.1.2 the header is not that of version 1.4 with a line of bytes above 127"
    if "/ID" not in opened.trailer or opened.is_encrypted:
        yield "6.1.3 the trailer has no ID, or encrypts"
    if "/Type" in opened.trailer:
        yield "6.1.4 the table of places is a stream"
    for name in ("/OCProperties", "/AA"):
        if name in opened.Root:
            yield f"6.1.13, 6.6.2 the catalogue has {name}"
    if "/EmbeddedFiles" in opened.Root.get("/Names", {}) or "/JavaScript" in opened.Root.get("/Names", {}):
        yield "6.1.11, 6.6.1 files or scripts are embedded"


def _metadata(opened: pikepdf.Pdf) -> Iterator[str]:
    intents = [each for each in opened.Root.get("/OutputIntents", []) if each.S == "/GTS_PDFA1"]
    if len(intents) != 1 or bytes(intents[0].DestOutputProfile.read_bytes())[36:40] != b"acsp":
        yield "6.2.2 there is no output intent with a colour profile"
    if "/Metadata" not in opened.Root or "/Filter" in opened.Root.Metadata:
        yield "6.7.2 the metadata are missing or compressed"
        return
    said = opened.open_metadata(set_pikepdf_as_editor=False)
    if (said.get("pdfaid:part"), said.get("pdfaid:conformance")) != ("1", "B"):
        yield "6.7.11 the metadata do not say PDF/A-1b"
    pairs = {"/Title": "dc:title", "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}
    for name, key in pairs.items():
        if str(opened.docinfo.get(name, "")) != str(said.get(key) or ""):
            yield f"6.7.3 {name} is not the same in the metadata"


def _object(each: pikepdf.Object) -> Iterator[str]:
    if isinstance(each, Stream):
        filters = each.get("/Filter", [])
        names = [filters] if isinstance(filters, Name) else list(filters)
        if any(str(name) in _FORBIDDEN_FILTERS for name in names) or "/F" in each:
            yield f"6.1.7, 6.1.10 a stream is made with {names} or lies outside"
    if not isinstance(each, (Stream, Dictionary)):
        return
    yield from _transparency(each)
    if each.get("/S") in _FORBIDDEN_ACTIONS and each.get("/Type") in (None, "/Action"):
        yield f"6.6.1 there is the action {each.S}"
    if each.get("/Type") == "/Font":
        yield from _font(each)
    if each.get("/Type") == "/Annot" and each.get("/Subtype") in ("/FileAttachment", "/Movie", "/Sound"):
        yield f"6.5.2 there is an annotation {each.Subtype}"


def _transparency(each: pikepdf.Object) -> Iterator[str]:
    group = each.get("/Group")
    if group is not None and group.get("/S") == "/Transparency":
        yield "6.4 a group is transparent"
    if each.get("/SMask", "/None") != "/None":
        yield "6.4 there is a soft mask"
    if any(float(each.get(name, 1)) != 1 for name in ("/CA", "/ca") if not isinstance(each.get(name, 1), str)):
        yield "6.4 something is drawn with an opacity"
    if each.get("/BM", "/Normal") not in ("/Normal", "/Compatible"):
        yield "6.4 something is blended"
    if each.get("/Interpolate", False) or each.get("/Subtype") == "/PS":
        yield "6.2.4, 6.2.5 an image is interpolated, or PostScript"


def _font(font: pikepdf.Object) -> Iterator[str]:
    if font.Subtype == "/Type0":
        below = font.DescendantFonts[0]
        if below.get("/CIDToGIDMap") is None or "/CIDSet" not in below.FontDescriptor:
            yield f"6.3.3, 6.3.5 {font.BaseFont} lacks its map or the set of its glyphs"
        if str(font.BaseFont).split("-Identity")[0] != str(below.BaseFont):
            yield f"6.3.3 {font.BaseFont} and what it stands on have two names"
    elif font.Subtype != "/Type3":
        inside = ("/FontFile", "/FontFile2", "/FontFile3")
        if not any(name in font.get("/FontDescriptor", {}) for name in inside):
            yield f"6.3.4 {font.get('/BaseFont')} is not embedded"
