"""What an independent reader (poppler) finds in a PDF, for the tests of papers."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    """What a poppler program prints about these bytes."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    tail = ["-"] if tool == "pdftotext" else []
    return subprocess.run([tool, *options, str(file), *tail], check=True, capture_output=True, text=True).stdout


def text_of(pdf: bytes, folder: Path) -> str:
    """The text layer in drawing order."""
    return poppler("pdftotext", pdf, folder, "-raw", "-enc", "UTF-8")


def squeezed(text: str) -> str:
    """A text without any blanks: readers differ in where they break lines and how wide a blank is."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class FontLine:
    name: str
    embedded: bool
    subset: bool
    to_unicode: bool


def fonts_of(pdf: bytes, folder: Path) -> list[FontLine]:
    """The fonts of a PDF as pdffonts lists them."""
    found = []
    for line in poppler("pdffonts", pdf, folder).splitlines()[2:]:
        name, *_, embedded, subset, unicode, _object, _generation = line.split()
        found.append(FontLine(name, embedded == "yes", subset == "yes", unicode == "yes"))
    return found
