"""An association with a root and two officers, papers to sign, and ways of tampering with them."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.pdfgen import canvas

from kobe_desk.core import clock
from kobe_desk.paper.sign.authority import OfficerKey, OfficerRequest, Root, create_root, issue_officer
from kobe_desk.paper.sign.packet import Packet, SignaturePlace, prepare
from kobe_desk.paper.sign.pdf import sign
from kobe_desk.paper.sign.signer import Signer, load_signer

ASSOCIATION = "みなと台自治会"
PASSPHRASE = "港の見える丘"
MM = 72 / 25.4
CHAIR = SignaturePlace("sig_chair__01", 1, 110, 40, 74, 22, "署名欄 会長")
TREASURER = SignaturePlace("sig_treasurer__01", 1, 110, 70, 74, 22, "署名欄 会計")


@dataclass(frozen=True)
class Keys:
    """The association's root, its folder, and the keys of chair and treasurer."""

    folder: Path
    root: Root
    chair: OfficerKey
    treasurer: OfficerKey

    @property
    def pem(self) -> bytes:
        return self.root.pem


@lru_cache(maxsize=1)
def keys() -> Keys:
    """Made once for all tests: stretching passphrases is slow on purpose."""
    folder = Path(tempfile.mkdtemp(prefix="kobe-desk-keys-"))
    with clock.stopped_at(datetime.now(UTC)):  # whatever day the first test that asks believes it is
        root = create_root(folder, ASSOCIATION, PASSPHRASE)
        return Keys(folder, root, officer(root, "会長", "𠮷田 太郎"), officer(root, "会計", "髙橋 はる子"))


@lru_cache(maxsize=1)
def other_root() -> Root:
    """A root of the same name that somebody else made."""
    with clock.stopped_at(datetime.now(UTC)):
        return create_root(Path(tempfile.mkdtemp(prefix="kobe-desk-keys-")), ASSOCIATION, PASSPHRASE)


def officer(root: Root, office: str, name: str) -> OfficerKey:
    term = date(clock.today().year + 1, 3, 31)
    return issue_officer(root, OfficerRequest(ASSOCIATION, office, name, term), PASSPHRASE)


@lru_cache(maxsize=4)
def chair() -> Signer:
    return load_signer(keys().chair.p12, PASSPHRASE)


@lru_cache(maxsize=4)
def treasurer() -> Signer:
    return load_signer(keys().treasurer.p12, PASSPHRASE)


def drawn(text: str, width: float = 210, height: float = 297, pages: int = 1) -> bytes:
    """A plain PDF with one line on each page; sizes in mm."""
    out = BytesIO()
    paper = canvas.Canvas(out, pagesize=(width * MM, height * MM), invariant=1)
    for page in range(1, pages + 1):
        paper.drawString(20, height * MM / 2, f"{text} {page}")
        paper.showPage()
    paper.save()
    return out.getvalue()


def stamp(text: str = "STAMP") -> bytes:
    return drawn(text, 74, 22)


@lru_cache(maxsize=4)
def packet(pages: int = 2) -> Packet:
    return prepare(drawn("application: 500,000 yen", pages=pages), [CHAIR, TREASURER])


@lru_cache(maxsize=1)
def half_signed() -> Packet:
    """Signed by the chair only."""
    return sign(packet(), CHAIR.name, chair(), stamp("CHAIR")).packet


@lru_cache(maxsize=1)
def signed() -> bytes:
    """Signed by chair and treasurer."""
    return sign(half_signed(), TREASURER.name, treasurer(), stamp("TREASURER")).packet.pdf


def painted_over(pdf: bytes, page: int = 0) -> bytes:
    """The same PDF with something drawn over a page by an addition at its end."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    stream = generic.StreamObject(stream_data=b"q 1 1 1 rg 0 300 600 200 re f Q")
    writer.add_stream_to_page(page, writer.add_object(stream))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(data: bytes, at: int) -> bytes:
    """One bit of one byte changed."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
