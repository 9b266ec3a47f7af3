"""Rows 16 to 18 and spares 31, 32, 34: what is stamped, set and signed is what it says, or it is refused."""

import socket
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.reader import PdfFileReader
from support.signing import (
    CHAIR,
    PASSPHRASE,
    TREASURER,
    chair,
    drawn,
    half_signed,
    keys,
    packet,
    painted_over,
    signed,
    treasurer,
)

from kobe_desk.core import clock, paths
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import (
    NotSignedYet,
    PapersChanged,
    application,
    keep_signature,
    package_order,
    paper_bytes,
    signing_order,
)
from kobe_desk.paper import fonts
from kobe_desk.paper.render import page_count, page_text, render_page
from kobe_desk.paper.sign import key_files
from kobe_desk.paper.sign.packet import CannotBePrepared, prepare
from kobe_desk.paper.sign.pdf import EarlierSignatureBroken, sign
from kobe_desk.paper.stamp import StampFacts, stamp_pdf
from kobe_desk.paper.verify.pdf import verify_pdf

WHO = StampFacts("みなと台自治会", "会長", "山田　太郎", clock.wall())


# row 16


def test_a_receipt_stamp_is_not_put_onto_a_signed_paper() -> None:
    """From docuseal#163, pyHanko#259: the program refuses; who stamps it elsewhere is found out."""
    for pdf in (half_signed().pdf, signed()):
        with pytest.raises(CannotBePrepared):
            prepare(pdf, [replace(CHAIR, name="sig_receipt__09")])
    stamped = verify_pdf(painted_over(half_signed().pdf), [keys().pem])
    assert stamped.unaltered is False
    assert any("会長" in each.message() for each in stamped.findings)


def test_nobody_signs_after_such_a_stamp() -> None:
    changed = replace(half_signed(), pdf=painted_over(half_signed().pdf))
    with pytest.raises(EarlierSignatureBroken):
        sign(changed, TREASURER.name, treasurer(), stamp_pdf(WHO))


# row 17


def test_the_name_in_a_stamp_is_drawn_with_its_own_glyphs_and_can_be_read(tmp_path: Path) -> None:
    """From pyHanko#277, #459: a default font drew other glyphs without a word."""
    made = stamp_pdf(WHO)
    assert "山田" in page_text(made) and "会長" in page_text(made)
    other = stamp_pdf(replace(WHO, name="川村　次郎"))
    assert render_page(made, 0, 144).pixels != render_page(other, 0, 144).pixels
    with pikepdf.open(BytesIO(made)) as pdf:
        descriptors = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert descriptors and all("/FontFile2" in each for each in descriptors)  # outlines of TrueType, embedded
    (tmp_path / "stamp.pdf").write_bytes(made)
    said = subprocess.run(["pdftotext", tmp_path / "stamp.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "山田" in said and "太郎" in said


def test_a_name_with_a_sign_that_no_font_has_stops_before_anything_is_signed() -> None:
    from kobe_desk.paper.glyphs import MissingGlyph

    with pytest.raises(MissingGlyph) as refused:
        stamp_pdf(replace(WHO, name="山田 \U0001f58b"))
    assert "山田" in refused.value.message()


# row 18


def test_signing_that_breaks_off_leaves_the_paper_unsigned(
    sample_records: Records,
    answered: UUID,
    passphrases: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """From docuseal#676, #645, #487: a font is missing while the stamp is drawn."""
    exchange.prepare_application(sample_records, answered)
    order = sample_records.ask(signing_order, answered, "chair")
    before = [sample_records.ask(paper_bytes, each.row.id) for each in order.papers]
    fonts.font_file.cache_clear()
    fonts._face.cache_clear()
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_shipped", lambda: tmp_path)
    with pytest.raises(Exception, match="(?i)font|open|file"):
        exchange.sign_application(sample_records, answered, passphrases)
    monkeypatch.undo()
    fonts.font_file.cache_clear()
    fonts._face.cache_clear()
    row = sample_records.ask(application, answered)
    assert not any(each.signed_by for each in row.papers)
    assert [sample_records.ask(paper_bytes, each.row.id) for each in order.papers] == before
    with pytest.raises(NotSignedYet):
        sample_records.ask(package_order, answered)


def test_half_a_file_is_never_kept_as_signed(
    sample_records: Records, answered: UUID, passphrases: dict[str, str]
) -> None:
    """From documenso#536: what does not begin with the paper that was signed, and go on after it, is no signature."""
    exchange.prepare_application(sample_records, answered)
    order = sample_records.ask(signing_order, answered, "chair")
    (one, *_others) = exchange.sign_papers(order, passphrases["chair"], lambda _done, _of: None)
    paper = order.papers[0]
    for broken in (paper.data, paper.data[:-40], one.data[:3_000], one.data[40:], b""):
        with pytest.raises(PapersChanged):
            sample_records.do(keep_signature, one.paper, "chair", one.before_sha256, broken)
    assert not any(each.signed_by for each in sample_records.ask(application, answered).papers)


def test_what_is_called_signed_validates_and_carries_every_answer(
    sample_records: Records, answered: UUID, passphrases: dict[str, str]
) -> None:
    exchange.prepare_application(sample_records, answered)
    exchange.sign_application(sample_records, answered, passphrases)
    row = sample_records.ask(application, answered)
    assert row.state == "signed"
    found = evaluate(row.programme, row.answers, clock.today())
    letter = next(each for each in row.papers if each.form == "application")
    kept = sample_records.ask(paper_bytes, letter.id)
    assert verify_pdf(kept).unaltered
    text = "".join(page_text(kept, number) for number in range(page_count(kept)))
    assert str(row.answers.value("project_name")) in "".join(text.split())
    assert f"{found.amounts['grant'].yen:,}" in text


# spares 31, 32, 34


def test_without_trusted_time_a_paper_is_signed_and_the_missing_time_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare 31 (letsseal#6): no server of times is asked; the signature is of level B-B and says whose clock it was."""

    def closed(*_given: object, **_more: object) -> None:
        raise AssertionError("signing asked the network")

    monkeypatch.setattr(socket.socket, "connect", closed)
    made = sign(packet(), CHAIR.name, chair(), stamp_pdf(WHO))
    (signature,) = PdfFileReader(BytesIO(made.packet.pdf)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    added = signature.signer_info["unsigned_attrs"].native or ()
    assert "signature_time_stamp_token" not in {each["type"] for each in added}
    assert made.time_source == "PC clock"
    found = verify_pdf(made.packet.pdf, [keys().pem])
    assert found.unaltered and found.signer_known and not found.time_trusted
    assert "pc_clock" in {each.kind for each in found.findings}


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "ちがう"])
def test_an_old_key_file_is_called_old_whatever_passphrase_is_typed(tmp_path: Path, passphrase: str) -> None:
    """Spare 32 (docuseal#178): RC2 with 40 bits."""
    opened = key_files.unlock(keys().chair.p12, PASSPHRASE)
    plain, old = tmp_path / "key.pem", tmp_path / "old.p12"
    plain.write_bytes(opened.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + keys().chair.pem)
    words = ["openssl", "pkcs12", "-export", "-legacy", "-in", plain, "-out", old, "-passout", f"pass:{PASSPHRASE}"]
    subprocess.run(words, check=True, capture_output=True)
    with pytest.raises(key_files.OldKeyFile) as refused:
        key_files.unlock(old.read_bytes(), passphrase)
    assert "古い" in refused.value.message()


def hybrid() -> bytes:
    """A PDF as Word writes it: a table of places, and beside it a stream of places (/XRefStm)."""
    plain = drawn("written by Word")
    table = int(plain[plain.rindex(b"startxref") :].split()[1])
    size = int(plain[plain.rindex(b"/Size") :].split()[1])
    stream = b"%d 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Index[%d 0]/Length 0>>stream\n\nendstream\nendobj\n" % (
        size,
        size + 1,
        size,
    )
    at = len(plain)
    root = plain[plain.rindex(b"/Root") :].split(b"/")[1].split()[1]
    trailer = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %b 0 R/Prev %d/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, at, size + 1, root, table, at, at + len(stream))
    )
    return plain + stream + trailer


def test_a_hybrid_file_is_refused_with_advice_and_ours_are_never_hybrid(
    sample_records: Records, answered: UUID
) -> None:
    """Spare 34 (pyHanko#71, #370)."""
    stranger = hybrid()
    assert PdfFileReader(BytesIO(stranger)).xrefs.hybrid_xrefs_present
    with pytest.raises(CannotBePrepared) as refused:
        prepare(stranger, [CHAIR])
    assert refused.value.message().endswith("。")
    exchange.prepare_application(sample_records, answered)
    for paper in sample_records.ask(application, answered).papers:
        if not paper.form.startswith("attachment:"):
            assert b"/XRefStm" not in sample_records.ask(paper_bytes, paper.id)
