"""One signature, against pyHanko doing the same work with the same key, stamp and paper."""

import asyncio
from io import BytesIO
from pathlib import Path

import pytest
from benchmarks.race import Ratios
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import StaticStampStyle
from support import signing

from kobe_desk.paper.sign.pdf import write_signature

pytestmark = pytest.mark.benchmark
PAGES = 12
SIGNATURES = 20


def test_a_signature_costs_little_more_than_pyhanko_alone(ratios: Ratios, tmp_path: Path) -> None:
    """P-256, PAdES B-B, certifying, with a visible stamp; the key is opened beforehand on both sides."""
    (tmp_path / "key.p12").write_bytes(signing.keys().chair.p12)
    (tmp_path / "stamp.pdf").write_bytes(signing.stamp())
    theirs = SimpleSigner.load_pkcs12(str(tmp_path / "key.p12"), passphrase=signing.PASSPHRASE.encode())
    packet, chair, stamp = signing.packet(PAGES), signing.chair(), signing.stamp()
    meta = PdfSignatureMetadata(
        field_name=signing.CHAIR.name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )

    def alone() -> bytes:
        style = StaticStampStyle(border_width=0, background=ImportedPdfPage(str(tmp_path / "stamp.pdf")))
        writer = IncrementalPdfFileWriter(BytesIO(packet.pdf))
        signer = PdfSigner(meta, theirs, stamp_style=style)
        return asyncio.run(signer.async_sign_pdf(writer, existing_fields_only=True)).getvalue()

    def own() -> bytes:
        return write_signature(packet, signing.CHAIR.name, chair, stamp)

    assert [len(PdfFileReader(BytesIO(made)).embedded_signatures) for made in (own(), alone())] == [1, 1]
    row = ratios.race(
        f"one signature ({PAGES} pages)",
        lambda: [own() for _ in range(SIGNATURES)],
        lambda: [alone() for _ in range(SIGNATURES)],
        most=1.1,
        rounds=5,
    )
    assert row.held, str(row)
