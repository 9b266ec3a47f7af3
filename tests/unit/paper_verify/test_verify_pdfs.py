"""Three answers for a PDF: unaltered, signer known, time trusted; and plain words for hostile files."""

import random
import re
import subprocess
import time
import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore
from support.signing import (
    CHAIR,
    chair,
    drawn,
    flipped,
    half_signed,
    keys,
    other_root,
    packet,
    painted_over,
    signed,
    stamp,
)

from kobe_desk.core import clock
from kobe_desk.core.text import use_language
from kobe_desk.paper.sign.authority import Revocation, revocation_list
from kobe_desk.paper.sign.pdf import sign
from kobe_desk.paper.verify.pdf import verify_pdf
from kobe_desk.paper.verify.trust import NotACertificate, NotARevocationList
from kobe_desk.paper.verify.verdict import FileVerdict


def kinds(verdict: FileVerdict) -> set[str]:
    return {each.kind for each in verdict.findings}


def said(verdict: FileVerdict) -> str:
    return " ".join(each.message() for each in verdict.findings)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")
    yield
    use_language("ja")


def test_what_two_officers_signed_is_unaltered_and_theirs_at_an_unconfirmed_time() -> None:
    verdict = verify_pdf(signed(), [keys().pem])
    assert (verdict.unaltered, verdict.signer_known, verdict.time_trusted) == (True, True, False)
    assert kinds(verdict) == {"pc_clock"}
    first, last = verdict.signatures
    assert (first.office, first.name, first.association) == ("会長", "𠮷田 太郎", "みなと台自治会")
    assert (first.field, first.covers_file, last.covers_file) == ("sig_chair__01", False, True)
    assert first.certificate == keys().chair.facts.fingerprint and first.root == keys().root.facts.fingerprint


def test_a_stranger_signed_it_unaltered_and_the_fingerprint_to_compare_is_shown() -> None:
    for roots in ([], [other_root().pem]):
        verdict = verify_pdf(signed(), roots)
        assert verdict.unaltered and not verdict.signer_known
        assert kinds(verdict) == {"unknown_signer", "pc_clock"}
        assert " ".join(keys().root.facts.fingerprint[at : at + 4] for at in range(0, 64, 4)) in said(verdict)


def test_a_changed_byte_in_any_part_is_noticed() -> None:
    """The wrapping of the signatures and the zeros behind them included, which other readers pass over."""
    pdf = signed()
    hole = [match.start() for match in re.finditer(rb"<[0-9a-fA-F]{8000,}>", pdf)][1]
    wrapping = [hole + 1 + 2 * at for at in (2, 3, 23, 25, 28, 120, 470, 473, 480, 1088)]
    for at in [*wrapping, hole + 9000, *range(40, len(pdf), len(pdf) // 60)]:
        assert verify_pdf(flipped(pdf, at), [keys().pem]).unaltered is False, at


def test_a_changed_byte_says_whose_signature_no_longer_fits() -> None:
    verdict = verify_pdf(flipped(signed(), signed().index(b"(opensource)") + 3))
    assert kinds(verdict) >= {"altered"} and "会長 𠮷田 太郎" in said(verdict)


def test_a_paper_that_was_changed_says_nothing_against_a_good_certificate() -> None:
    verdict = verify_pdf(flipped(signed(), signed().index(b"(opensource)") + 3), [keys().pem])
    assert kinds(verdict) == {"altered", "pc_clock"}


def test_painting_over_a_page_is_a_change_although_every_signature_is_valid(tmp_path: Path) -> None:
    painted = painted_over(signed(), page=1)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(painted)
    poppler = subprocess.run(["pdfsig", str(paper)], capture_output=True, text=True, check=False).stdout
    assert poppler.count("Signature is Valid") == 2
    verdict = verify_pdf(painted, [keys().pem])
    assert verdict.unaltered is False
    assert "After 会計 髙橋 はる子 signed, the file was changed: what stands on page 2." in said(verdict)


def test_painting_between_two_signatures_is_told_of_the_first() -> None:
    painted = painted_over(half_signed().pdf)
    verdict = verify_pdf(painted, [keys().pem])
    assert verdict.unaltered is False and "After 会長 𠮷田 太郎 signed" in said(verdict)


def addition(change: str) -> bytes:
    """The signed paper with something else added by an increment."""
    writer = IncrementalPdfFileWriter(BytesIO(signed()))
    page = writer.root["/Pages"]["/Kids"][0]
    if change == "note":
        box = generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 200, 200))
        note = generic.DictionaryObject({generic.pdf_name("/Type"): generic.pdf_name("/Annot")})
        note["/Subtype"], note["/Rect"] = generic.pdf_name("/Square"), box
        page["/Annots"].append(writer.add_object(note))
        writer.update_container(page["/Annots"])
    elif change == "script":
        code = generic.DictionaryObject({generic.pdf_name("/S"): generic.pdf_name("/JavaScript")})
        code["/JS"] = generic.pdf_string("app.alert(1)")
        writer.root["/OpenAction"] = writer.add_object(code)
        writer.update_root()
    elif change == "page gone":
        writer.root["/Pages"]["/Kids"].pop()
        writer.root["/Pages"]["/Count"] = generic.NumberObject(1)
        writer.update_container(writer.root["/Pages"])
    elif change == "title":
        writer.set_info(writer.add_object(generic.DictionaryObject({generic.pdf_name("/Title"): page["/Type"]})))
    elif change == "nothing":
        writer.update_root()
    elif change == "fields gone":
        del writer.root["/AcroForm"]
        writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("note", "notes or fields on page 1"),
        ("script", "parts that are not seen on the pages"),
        ("page gone", "the number of pages"),
        ("title", "parts that are not seen on the pages"),
        ("nothing", "parts that are not seen on the pages"),
        ("fields gone", "A signature was taken out or hidden."),
    ],
)
def test_what_was_added_after_the_last_signature_is_named(change: str, words: str) -> None:
    verdict = verify_pdf(addition(change), [keys().pem])
    assert verdict.unaltered is False and words in said(verdict)


def test_proofs_added_to_last_longer_are_no_change() -> None:
    out = BytesIO(signed())
    DocumentSecurityStore.add_dss(out, None, certs=list(load_certs_from_pemder_data(keys().pem)))
    assert out.getvalue() != signed() and verify_pdf(out.getvalue(), [keys().pem]).unaltered


def test_bytes_behind_the_end_are_a_change() -> None:
    assert verify_pdf(signed() + b"\n% a comment\n", [keys().pem]).unaltered is False


def test_a_paper_saved_again_has_lost_its_signatures() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(signed())) as pdf:
        pdf.save(out)
    assert verify_pdf(out.getvalue(), [keys().pem]).unaltered is False


def test_cutting_the_paper_back_to_the_first_signature_shows_the_open_place() -> None:
    verdict = verify_pdf(half_signed().pdf, [keys().pem])
    assert verdict.unaltered and "open_place" in kinds(verdict) and "sig_treasurer__01" in said(verdict)


def test_an_unsigned_paper_is_neither_altered_nor_unaltered() -> None:
    verdict = verify_pdf(drawn("paper"), [keys().pem])
    assert verdict.unaltered is None and not verdict.signer_known and kinds(verdict) == {"unsigned"}
    assert verify_pdf(packet().pdf).unaltered is None


def test_a_withdrawn_key_signs_no_more() -> None:
    serial, now = keys().chair.facts.serial, clock.now()
    before = revocation_list(keys().root, [Revocation(serial, now - timedelta(days=1))])
    verdict = verify_pdf(signed(), [keys().pem], [before])
    assert verdict.unaltered and not verdict.signer_known and "revoked" in kinds(verdict)
    assert [each.known for each in verdict.signatures] == [False, True]


def test_a_key_withdrawn_when_the_office_changed_keeps_its_earlier_signatures() -> None:
    serial, later = keys().chair.facts.serial, clock.now() + timedelta(hours=1)
    kept = revocation_list(keys().root, [Revocation(serial, later)])
    verdict = verify_pdf(signed(), [keys().pem], [kept])
    assert verdict.signer_known and "revoked_later" in kinds(verdict)
    lost = revocation_list(keys().root, [Revocation(serial, later, key_lost=True)])
    assert not verify_pdf(signed(), [keys().pem], [lost]).signer_known


def test_a_revocation_list_of_somebody_else_counts_for_nothing() -> None:
    foreign = revocation_list(other_root(), [Revocation(keys().chair.facts.serial, clock.now() - timedelta(days=1))])
    assert verify_pdf(signed(), [keys().pem], [foreign]).signer_known


def test_papers_stay_valid_after_the_certificate_has_ended() -> None:
    with clock.stopped_at(clock.now() + timedelta(days=5 * 365)):
        verdict = verify_pdf(signed(), [keys().pem])
    assert verdict.unaltered and verdict.signer_known


def test_a_time_outside_the_certificate_or_in_the_future_is_told() -> None:
    pen = chair()
    with clock.stopped_at(datetime(2020, 1, 1, tzinfo=UTC)):
        old = sign(packet(), CHAIR.name, pen, stamp()).packet.pdf
    verdict = verify_pdf(old, [keys().pem])
    assert verdict.unaltered and not verdict.signer_known and "not_valid_then" in kinds(verdict)
    with clock.stopped_at(clock.now() + timedelta(days=30)):
        ahead = sign(packet(), CHAIR.name, pen, stamp()).packet.pdf
    assert "in_future" in kinds(verify_pdf(ahead, [keys().pem]))


def test_trust_is_given_by_certificates_only() -> None:
    with pytest.raises(NotACertificate):
        verify_pdf(signed(), [b"not a certificate"])
    with pytest.raises(NotARevocationList):
        verify_pdf(signed(), [keys().pem], [keys().pem])


def locked() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(drawn("paper"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def huge_table() -> bytes:
    """A cross-reference table that promises a thousand million objects."""
    pdf = drawn("paper")
    at = pdf.rindex(b"xref\n0 ", 0, pdf.rindex(b"startxref"))
    return pdf[:at] + b"xref\n0 999999999\n" + pdf[at + 10 :]


def swelling_table() -> bytes:
    """A cross-reference stream that unpacks to 200 MB."""
    packed = zlib.compress(b"\0" * (200 << 20), 9)
    head = b"%%PDF-1.7\n1 0 obj\n<</Type/XRef/W[1 4 2]/Size 29000000/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
    return head % len(packed) + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def looping() -> bytes:
    return b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"


def deep() -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj\n"
        + b"[" * 100_000
        + b"\nendobj\nxref\n0 1\ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n9\n%%EOF"
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "not_a_pdf"),
        (b"\x89PNG garbage" * 100, "not_a_pdf"),
        (b"%PDF-1.7\n" + random.Random(1).randbytes(5000), "pdf_damaged"),
        (drawn("paper")[:700], "pdf_damaged"),
        (signed()[:-2000], "pdf_damaged"),
        (locked(), "pdf_locked"),
        (huge_table(), "pdf_damaged"),
        (swelling_table(), "pdf_damaged"),
        (looping(), "pdf_damaged"),
        (deep(), "pdf_damaged"),
        (b"%PDF-1.7\n" + b"startxref\n9\n%%EOF\n" * 5000, "pdf_damaged"),
    ],
    ids=["empty", "png", "noise", "cut", "signed and cut", "locked", "table", "bomb", "loop", "deep", "revisions"],
)
def test_a_hostile_file_gets_a_sentence_within_a_second(data: bytes, kind: str) -> None:
    start = time.perf_counter()
    verdict = verify_pdf(data, [keys().pem])
    assert kinds(verdict) == {kind} and verdict.unaltered is False
    assert time.perf_counter() - start < 2


def test_noise_in_a_signed_paper_never_raises_and_is_never_called_unaltered() -> None:
    dice, pdf = random.Random(20260401), signed()
    for _turn in range(60):
        at, length = dice.randrange(30, len(pdf) - 40), dice.randrange(1, 30)
        noisy = pdf[:at] + dice.randbytes(length) + pdf[at + length :]
        verdict = verify_pdf(noisy, [keys().pem])
        assert verdict.unaltered is False, at


def test_every_finding_has_its_japanese_and_its_facts() -> None:
    use_language("ja")
    verdict = verify_pdf(painted_over(signed()), [])
    for each in verdict.findings:
        assert "{" not in each.message() and any(ord(sign) > 0x3000 for sign in each.message())
    assert "さん" in said(verdict)
