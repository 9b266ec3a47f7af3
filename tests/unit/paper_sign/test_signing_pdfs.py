"""Signing a prepared paper: order, locks, the time, and what is refused."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import read_certification_data
from reportlab.pdfgen import canvas
from support.signing import (
    CHAIR,
    MM,
    TREASURER,
    chair,
    drawn,
    flipped,
    half_signed,
    keys,
    packet,
    painted_over,
    signed,
    stamp,
    treasurer,
)

from kobe_desk.core import clock
from kobe_desk.paper.sign import packet as packets
from kobe_desk.paper.sign import pdf as signing
from kobe_desk.paper.sign.packet import SignaturePlace, prepare, signed_places
from kobe_desk.paper.verify.pdf import verify_pdf


def run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_two_sign_and_every_reader_agrees(tmp_path: Path) -> None:
    paper, root = tmp_path / "paper.pdf", tmp_path / "root.pem"
    paper.write_bytes(signed())
    root.write_bytes(keys().pem)
    poppler = run("pdfsig", str(paper))
    assert poppler.count("Signature is Valid") == 2 and poppler.count("ETSI.CAdES.detached") == 2

    pyhanko = str(Path(sys.executable).parent / "pyhanko")
    words = (pyhanko, "sign", "validate", "--trust", str(root), "--trust-replace", "--pretty-print", str(paper))
    assert run(*words).count("The signature is judged VALID") == 2
    verdict = verify_pdf(signed(), [keys().pem])
    assert verdict.unaltered and verdict.signer_known and not verdict.time_trusted


def test_the_chair_certifies_and_the_last_one_locks() -> None:
    data = read_certification_data(PdfFileReader(BytesIO(signed())))
    assert data.permission.name == "FILL_FORMS"
    with pytest.raises(signing.OthersFirst):
        signing.sign(packet(), TREASURER.name, treasurer(), stamp())
    assert signing.next_places(packet()) == (CHAIR.name,)
    assert signing.next_places(half_signed()) == (TREASURER.name,)


def test_a_single_signer_certifies_and_locks_at_once() -> None:
    made = signing.sign(prepare(drawn("paper"), [CHAIR]), CHAIR.name, chair(), stamp())
    assert made.verdict.unaltered and made.time_source == "PC clock"
    assert not verify_pdf(painted_over(made.packet.pdf)).unaltered
    data = read_certification_data(PdfFileReader(BytesIO(made.packet.pdf)))
    assert data.permission.name == "NO_CHANGES"


def test_three_may_sign_with_the_middle_ones_in_any_order() -> None:
    audit = SignaturePlace("sig_audit__01", 2, 20, 200, 74, 22)
    start = prepare(drawn("paper", pages=2), [CHAIR, audit, TREASURER])
    assert signing.next_places(start) == (CHAIR.name, audit.name)
    now = signing.sign(start, audit.name, treasurer(), stamp()).packet
    now = signing.sign(now, CHAIR.name, chair(), stamp()).packet
    done = signing.sign(now, TREASURER.name, treasurer(), stamp())
    assert done.verdict.unaltered and len(done.verdict.signatures) == 3


def test_the_stamp_stands_in_its_box(tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(signed())
    text = run("pdftotext", "-layout", "-x", "311", "-y", "113", "-W", "210", "-H", "63", "-r", "72", str(paper), "-")
    assert "CHAIR 1" in text and "TREASURER" not in text
    with pikepdf.open(paper) as pdf:
        box = [float(edge) for edge in pdf.pages[0].Annots[0].Rect]
        shown = [float(edge) for edge in pdf.pages[0].Annots[0].AP.N.BBox]
    assert (box[2] - box[0], box[3] - box[1]) == pytest.approx((shown[2], shown[1]))
    assert shown[2] >= 74 * MM and shown[1] >= 22 * MM  # nothing of the stamp is cut
    assert box == pytest.approx([110 * MM, (297 - 62) * MM, 184 * MM, (297 - 40) * MM], abs=1)


def test_nothing_is_signed_in_place() -> None:
    assert signed().startswith(half_signed().pdf) and half_signed().pdf.startswith(packet().pdf)


def test_the_time_is_that_of_the_one_clock() -> None:
    moment = datetime.now(UTC).replace(microsecond=0)
    with clock.stopped_at(moment):
        made = signing.sign(packet(), CHAIR.name, chair(), stamp())
    stated = made.verdict.signatures[0].signed_at
    assert stated == moment and stated.utcoffset() == timedelta(hours=9)


def test_another_paper_is_not_signed() -> None:
    with pytest.raises(signing.NotThePreparedPaper):
        signing.sign(replace(packet(), pdf=flipped(packet().pdf, 1000)), CHAIR.name, chair(), stamp())
    swapped = replace(half_signed(), pdf=packet(pages=3).pdf)
    with pytest.raises(signing.NotThePreparedPaper):
        signing.sign(swapped, TREASURER.name, treasurer(), stamp())


def test_a_paper_changed_between_two_signers_is_not_signed() -> None:
    before = half_signed()
    for pdf in (painted_over(before.pdf), flipped(before.pdf, len(before.pdf) - 700)):
        with pytest.raises(signing.EarlierSignatureBroken):
            signing.sign(replace(before, pdf=pdf), TREASURER.name, treasurer(), stamp())


def test_something_added_before_the_first_signature_is_noticed() -> None:
    with pytest.raises(signing.EarlierSignatureBroken):
        signing.sign(replace(packet(), pdf=painted_over(packet().pdf)), CHAIR.name, chair(), stamp())


def test_a_place_is_signed_once() -> None:
    with pytest.raises(signing.AlreadySigned):
        signing.sign(half_signed(), CHAIR.name, chair(), stamp())
    assert signed_places(half_signed().pdf) == (CHAIR.name,)


def test_a_paper_of_a_stranger_is_prepared_only_if_it_is_flat() -> None:
    out = BytesIO()
    form = canvas.Canvas(out)
    form.acroForm.textfield(name="amount", x=50, y=700)
    form.showPage()
    form.save()
    locked = BytesIO()
    with pikepdf.open(BytesIO(drawn("paper"))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    for pdf_bytes in (out.getvalue(), locked.getvalue(), signed(), b"", b"%PDF-1.7 garbage", drawn("x")[:300]):
        with pytest.raises(packets.CannotBePrepared):
            prepare(pdf_bytes, [CHAIR])


def test_a_place_on_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(packets.CannotBePrepared):
        prepare(drawn("paper"), [replace(CHAIR, page=5)])


@pytest.mark.parametrize("name", ["chair", "sig.chair__01", "sig_chair", "sig_会長__01"])
def test_names_that_field_trees_stumble_over_are_bugs(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        prepare(drawn("paper"), [replace(CHAIR, name=name)])


def test_the_prepared_fingerprint_is_of_the_prepared_bytes() -> None:
    ready = packet()
    assert ready.sha256 == hashlib.sha256(ready.pdf).hexdigest() and ready.genuine
