"""Signs a prepared PDF (PAdES B-B): never in place, and given out only after it was opened again and checked."""

import asyncio
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
from typing import Any

from pyhanko.pdf_utils import content, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.sign.packet import Packet, signed_places
from kobe_desk.paper.sign.signer import DIGEST, Signer
from kobe_desk.paper.sign.trusted_time import LARGEST
from kobe_desk.paper.verify.pdf import verify_pdf
from kobe_desk.paper.verify.verdict import FileVerdict

PERSONAL = "個人の証明書（氏名・住所・生年月日・性別が入っています）"
"""Stands in the signature itself, where every viewer shows it."""
TIME_SOURCE, TIME_AUTHORITY = "PC clock", "time stamp"
_RESERVED = 12_288  # hexadecimal digits for the CMS; ours has some 5,000, besides the certificates above the own
_WHOLE_BOX = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MID,
    y_align=layout.AxisAlignment.ALIGN_MID,
    inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
)


class NotThePreparedPaper(UserError):
    text = N_("This is not the paper that was prepared for signing. Nothing was signed. Start again from the paper.")


class EarlierSignatureBroken(UserError):
    text = N_("The paper was changed after somebody signed it. Nothing was signed. Prepare the paper again.")


class AlreadySigned(UserError):
    text = N_("This place is signed already. Nothing was changed.")


class OthersFirst(UserError):
    text = N_("The last signature locks the paper. The others have to sign first.")


class SignatureNotMade(UserError):
    text = N_("The signature could not be confirmed, so it was not kept. The paper is as before. Please try again.")


@dataclass(frozen=True, slots=True)
class Signed:
    """The packet with one more signature, and what checking it again said."""

    packet: Packet
    verdict: FileVerdict
    time_source: str = TIME_SOURCE


def sign(packet: Packet, place: str, signer: Signer, stamp_pdf: bytes) -> Signed:
    """Put a signature and its visible stamp (the page of `stamp_pdf`) into a place.

    The first signature certifies the paper and allows only further signatures; the last place locks it whole.
    """
    _refuse_unfit(packet, place)
    pdf = write_signature(packet, place, signer, stamp_pdf)
    verdict = verify_pdf(pdf, roots=signer.chain_pem)
    signatures = [each.field for each in verdict.signatures]
    if not verdict.unaltered or place not in signatures or not pdf.startswith(packet.pdf):
        raise SignatureNotMade
    stamped = signer.times is not None and not signer.time_missing
    return Signed(replace(packet, pdf=pdf), verdict, TIME_AUTHORITY if stamped else TIME_SOURCE)


def write_signature(packet: Packet, place: str, signer: Signer, stamp_pdf: bytes) -> bytes:
    """The signed bytes, unchecked: `sign` is what everybody else calls."""
    writer = IncrementalPdfFileWriter(BytesIO(packet.pdf))
    first = not _places_signed(packet)
    only = len(packet.places) == 1
    meta = PdfSignatureMetadata(
        field_name=place,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=signer.facts.who,
        reason=PERSONAL if signer.personal else None,
        certify=first,
        docmdp_permissions=MDPPerm.NO_CHANGES if only else MDPPerm.FILL_FORMS,
    )
    style = StaticStampStyle(border_width=0, background=_StampPage(stamp_pdf), background_layout=_WHOLE_BOX)
    pen = _ClockedSigner(meta, signer.cms, timestamper=signer.times, stamp_style=style)
    signing = pen.async_sign_pdf(writer, existing_fields_only=True, bytes_reserved=_room(signer))
    return bytes(asyncio.run(signing).getvalue())


def _room(signer: Signer) -> int:
    """Room for the signature with what goes into it, in hexadecimal digits."""
    certificates = sum(map(len, (signer.certificate_pem, *signer.chain_pem)))
    return _RESERVED + 2 * certificates + (2 * LARGEST if signer.times else 0)


def next_places(packet: Packet) -> tuple[str, ...]:
    """The places that may be signed now: all open ones but the last, which waits for the others."""
    signed = _places_signed(packet)
    free = tuple(name for name in packet.places if name not in signed)
    return free[:-1] or free


def _places_signed(packet: Packet) -> tuple[str, ...]:
    return () if len(packet.pdf) == packet.size else signed_places(packet.pdf)


def _refuse_unfit(packet: Packet, place: str) -> None:
    if place not in packet.places:
        raise ValueError(place)
    if not packet.genuine:
        raise NotThePreparedPaper
    if len(packet.pdf) > packet.size and not verify_pdf(packet.pdf).unaltered:
        raise EarlierSignatureBroken
    if place in _places_signed(packet):
        raise AlreadySigned
    if place not in next_places(packet):
        raise OthersFirst


class _ClockedSigner(PdfSigner):
    """pyHanko's signer with the time of our one clock, as the clock on the wall in Kobe shows it."""

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = clock.now().astimezone(clock.JST)
        return session


class _StampPage(content.PdfContent):
    """The first page of a PDF in memory, to be drawn into a signature field."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Stamp"] = page
        left, bottom, right, top = (float(edge) for edge in page.get_object()["/BBox"])
        self.box = layout.BoxConstraints(width=ceil(abs(right - left)), height=ceil(abs(top - bottom)))
        return b"/Stamp Do"
