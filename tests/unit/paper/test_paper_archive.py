"""Papers that are kept for long are PDF/A-1b; Apache Preflight is asked where it is installed (libpdfbox2-java)."""

import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which

import pikepdf
import pytest

from kobe_desk.paper.archive import srgb_profile
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.styles import CELL, FORM

JARS = Path("/usr/share/java")
PREFLIGHT = [JARS / f"{name}.jar" for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging",
                                               "commons-io", "javax.activation", "jaxb-api")]  # fmt: skip


@pytest.fixture
def kept() -> bytes:
    """A paper with names that are hard to print and signs that XML has words for."""
    paper = Paper(PaperFacts("議事録 <総会> & 抄本", "R8-総", author="みなと台自治会", archive=True), FORM)
    for number, text in enumerate(("髙橋 𠮷田 辻󠄀本 葛󠄀城 𠮟 ① ｱﾊﾟｶﾞ ～", "賛成 180、反対 3 <b> & 棄権 2")):
        paper.sheet.text(30, 40 + 10 * number, text, CELL)
    paper.sheet.tint(30, 70, 50, 10)
    return paper.finish()


def test_it_names_its_profile_and_says_everything_once_more_in_xmp(kept: bytes) -> None:
    with pikepdf.open(BytesIO(kept)) as pdf:
        assert pdf.pdf_version == "1.4"
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert bytes(intent.DestOutputProfile.read_bytes()) == srgb_profile()
        xmp = bytes(pdf.Root.Metadata.read_raw_bytes()).decode()
        for name in ("/Title", "/Author", "/Subject", "/Creator", "/Producer"):
            said = str(pdf.docinfo[name]).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            assert f">{said}<" in xmp
        assert "<pdfaid:part>1<" in xmp
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("/CIDSet" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_its_profile_is_of_version_2_and_of_the_length_it_says() -> None:
    profile = srgb_profile()
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert profile[8] == 2
    assert profile[36:40] == b"acsp"


def test_other_papers_carry_none_of_it() -> None:
    with pikepdf.open(BytesIO(Paper(PaperFacts("名簿")).finish())) as pdf:
        assert "/OutputIntents" not in pdf.Root


@pytest.mark.skipif(which("java") is None or not all(jar.exists() for jar in PREFLIGHT), reason="no Preflight here")
def test_preflight_finds_nothing_wrong(kept: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kept.pdf"
    path.write_bytes(kept)
    command = ["java", "-cp", ":".join(map(str, PREFLIGHT)), "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "is a valid PDF/A-1b file" in said, said
