"""A PDF on its way from signer to signer (署名の回覧): prepared once with all places, then signed one after another."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
    enumerate_sig_fields,
)

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_

MM = 72 / 25.4
_NAME = re.compile(r"sig_[a-z]+(?:_[a-z]+)*__[0-9]{2}")
"""No dots and a fixed ending: no name is a part or a beginning of another (a trap of field trees)."""


class CannotBePrepared(UserError):
    text = N_("This PDF cannot take signatures: it is locked, already signed, or has fields to fill in.")


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where somebody signs (署名欄): `name` like sig_chair__01, `page` from 1, lengths in mm from the top left."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Packet:
    """The PDF as it is now, and the fingerprint of what was prepared: its first `size` bytes never change."""

    pdf: bytes
    size: int
    sha256: str
    places: tuple[str, ...]

    @property
    def genuine(self) -> bool:
        """Whether this still is the paper that was prepared, with nothing but additions behind it."""
        return hashlib.sha256(self.pdf[: self.size]).hexdigest() == self.sha256


def prepare(pdf: bytes, places: Sequence[SignaturePlace]) -> Packet:
    """Add all signature fields, in the order of signing, before anybody signs; the last one locks the whole paper.

    Fields added after the first (certifying) signature would break it. The paper has to be flat: receivers disagree
    about locks over fields to fill in.
    """
    if not places or len({place.name for place in places}) < len(places):
        raise ValueError("places need names of their own")
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        if writer.prev.encrypted or "/AcroForm" in writer.root or writer.prev.xrefs.hybrid_xrefs_present:
            raise CannotBePrepared
        heights = [_page_box(writer.prev, place.page) for place in places]
    except UserError:
        raise
    except Exception:  # pyHanko raises whatever the bytes of a stranger's file lead it to
        raise CannotBePrepared from None
    for place, box in zip(places, heights, strict=True):
        append_signature_field(writer, _field(place, box, last=place is places[-1]))
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    prepared = out.getvalue()
    digest = hashlib.sha256(prepared).hexdigest()
    return Packet(prepared, len(prepared), digest, tuple(place.name for place in places))


def taken_up(pdf: bytes, sha256: str, places: Sequence[str]) -> Packet | None:
    """A kept PDF as signing knows it: what was prepared (its SHA-256) is its beginning; None if it is not."""
    end_mark, digest, told = b"%%EOF", hashlib.sha256(), 0
    view = memoryview(pdf)
    place = pdf.find(end_mark)
    while place >= 0:
        for end in range(place + len(end_mark), min(place + len(end_mark) + 3, len(pdf) + 1)):
            digest.update(view[told:end])  # every byte once: a stranger's file may hold a million such marks
            told = end
            if digest.hexdigest() == sha256:
                return Packet(pdf, end, sha256, tuple(places))
        place = pdf.find(end_mark, place + 1)
    return None


def signed_places(pdf: bytes) -> tuple[str, ...]:
    """The names of the places that are signed already."""
    fields = enumerate_sig_fields(PdfFileReader(BytesIO(pdf)), filled_status=True)
    return tuple(name for name, _signature, _field in fields)


def _field(place: SignaturePlace, page: tuple[float, float], *, last: bool) -> SigFieldSpec:
    if not _NAME.fullmatch(place.name):
        raise ValueError(place.name)
    lock = FieldMDPSpec(action=FieldMDPAction.ALL) if last else None
    return SigFieldSpec(
        sig_field_name=place.name,
        on_page=place.page - 1,
        box=_box(place, page),
        field_mdp_spec=lock,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if last else None,
        readable_field_name=place.label or None,
    )


def _box(place: SignaturePlace, page: tuple[float, float]) -> tuple[int, int, int, int]:
    """The field in whole points, at most one larger than the place: pyHanko cuts what is drawn to whole points."""
    width, height = ceil(place.width * MM), ceil(place.height * MM)
    left = round(page[0] + place.x * MM - (width - place.width * MM) / 2)
    top = round(page[1] - place.y * MM + (height - place.height * MM) / 2)
    return left, top - height, left + width, top


def _page_box(reader: PdfFileReader, page: int) -> tuple[float, float]:
    """The left and top edge of a page in points."""
    found = reader.find_page_for_modification(page - 1)  # type: ignore[no-untyped-call]
    node = found[0].get_object()
    while "/MediaBox" not in node:
        node = node["/Parent"]
    left, bottom, right, top = (float(edge) for edge in node["/MediaBox"])
    return min(left, right), max(bottom, top)
