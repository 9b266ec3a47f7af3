"""Papers that are kept for long are PDF/A-1b; Apache Preflight is asked where it is installed (libpdfbox2-java)."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from support.archive import HERE, broken_rules, preflight

from kobe_desk.paper.archive import srgb_profile
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.styles import CELL, FORM


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


@pytest.mark.skipif(not HERE, reason="no Preflight here")
def test_preflight_finds_nothing_wrong(kept: bytes, tmp_path: Path) -> None:
    said = preflight(kept, tmp_path)
    assert "is a valid PDF/A-1b file" in said, said


def test_it_keeps_every_rule_that_is_read_here(kept: bytes) -> None:
    assert broken_rules(kept) == []


def test_the_reading_of_the_rules_bites(kept: bytes) -> None:
    plain = broken_rules(Paper(PaperFacts("名簿")).finish())
    assert any(each.startswith("6.2.2") for each in plain) and any(each.startswith("6.7.2") for each in plain)
    with pikepdf.open(BytesIO(kept)) as pdf:
        page = pdf.pages[0]
        page.obj.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
        page.obj.Resources.ExtGState = pikepdf.Dictionary(G=pdf.make_indirect(pikepdf.Dictionary(ca=0.5)))
        loose = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources.Font.H = pdf.make_indirect(loose)
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1"))
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    wrong = "\n".join(broken_rules(out.getvalue()))
    for rule in ("a group is transparent", "an opacity", "/Helvetica is not embedded", "/JavaScript"):
        assert rule in wrong
