"""Checks one PDF: what the signatures cover, what came after them, who signed, and whose clock it was.

The verdict is stricter than a viewer's: whatever was added after the last signature counts as a change, because
a page can be painted over by an addition that leaves every signature mathematically valid.
"""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice

from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DecodePurpose,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from kobe_desk.core import clock
from kobe_desk.paper.verify.changes import changes_since, only_lasting
from kobe_desk.paper.verify.envelope import clean
from kobe_desk.paper.verify.findings import Change, Finding, found
from kobe_desk.paper.verify.signer import Judged, judge, who_signed
from kobe_desk.paper.verify.trust import Trust, stamped_at
from kobe_desk.paper.verify.verdict import FileVerdict, SignatureFact

LARGEST = 100 << 20
_MOST_SIGNATURES = 50
_MOST_REVISIONS = 500
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+\d{1,12}\s*\]")
_MOST_OBJECTS = 300_000
_TABLE_ROW = re.compile(rb"\d{10} \d{5} [nf]")
_MB = 1 << 20
_LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=64 * _MB),
    per_purpose={**DEFAULT_PURPOSE_LIMITS, DecodePurpose.XREF_STREAM: StreamDecodeLimits(max_output_size=2 * _MB)},
)
"""Tighter than pyHanko's own: a table of 200 MB keeps it busy for two minutes."""
_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


class _Unreadable(Exception):
    """The PDF cannot be checked; the argument is the kind of finding."""


def is_pdf(data: bytes) -> bool:
    """Whether these bytes begin like a PDF."""
    return b"%PDF-" in data[:1024]


def verify_pdf(
    data: bytes, roots: Sequence[bytes] = (), crls: Sequence[bytes] = (), name: str = "", trust: Trust | None = None,
    times: Sequence[bytes] = (),
) -> FileVerdict:  # fmt: skip
    """The answers for one PDF; hostile bytes get a plain finding, never an error.

    `roots`, `crls` and `times` (authorities of trusted time) are the contents of PEM or DER files (raises
    NotACertificate or NotARevocationList).
    """
    trust = trust or Trust(roots, crls, times)
    try:
        signatures, findings, signed = _examined(data, trust)
    except _Unreadable as reason:
        signatures, findings, signed = [], [found(str(reason), limit=LARGEST >> 20)], True
    except Exception:  # pyHanko raises whatever the bytes of a stranger's file lead it to
        signatures, findings, signed = [], [found("pdf_damaged")], True
    unaltered = not any(each.against for each in findings) if signed else None
    digest = hashlib.sha256(data).hexdigest()
    return FileVerdict(name, digest, unaltered, tuple(signatures), tuple(findings)).named(name)


def _examined(data: bytes, trust: Trust) -> tuple[list[SignatureFact], list[Finding], bool]:
    """Signatures, findings, and whether anything was signed at all."""
    reader = _opened(data)
    embedded = [each for each in reader.embedded_signatures if each.sig_object_type == "/Sig"]
    if len(embedded) > _MOST_SIGNATURES:
        raise _Unreadable("pdf_damaged")
    findings = _hidden(data, reader)
    if not embedded:
        return [], findings or [found("unsigned")], bool(findings)
    facts = []
    for each in embedded:
        try:
            fact, more = _one(each, trust, last=each is embedded[-1])
        except Exception:  # as above: one broken signature does not hide what the others say
            findings.append(found("signature_unreadable"))
            continue
        facts.append(fact)
        findings += more
    return facts, findings + _open_places(reader), True


def _opened(data: bytes) -> PdfFileReader:
    if len(data) > LARGEST:
        raise _Unreadable("too_large")
    if not is_pdf(data):
        raise _Unreadable("not_a_pdf")
    if data.count(b"startxref") > _MOST_REVISIONS:
        raise _Unreadable("pdf_damaged")
    if sum(1 for _row in islice(_TABLE_ROW.finditer(data), _MOST_OBJECTS)) == _MOST_OBJECTS:
        raise _Unreadable("pdf_damaged")
    reader = PdfFileReader(BytesIO(data), decode_limits=_LIMITS)
    if reader.encrypted:
        raise _Unreadable("pdf_locked")
    return reader


def _hidden(data: bytes, reader: PdfFileReader) -> list[Finding]:
    """Signatures that stand in the bytes but are no longer reached from the paper's fields."""
    ends = set()
    for _name, signature, _field in enumerate_sig_fields(reader, filled_status=True):
        edges = [int(edge) for edge in signature.get_object()["/ByteRange"]]
        ends.add(tuple(edges[1:3]))
    if len(ends) > len(reader.embedded_signatures):
        return [found("signature_unreadable")]
    for match in _BYTE_RANGE.finditer(data):
        end, start = int(match[1]), int(match[2])
        real = data[end : end + 1] == b"<" and 0 < start <= len(data) and data[start - 1 : start] == b">"
        if real and (end, start) not in ends:
            return [found("signature_removed")]
    return []


def _one(embedded: EmbeddedPdfSignature, trust: Trust, *, last: bool) -> tuple[SignatureFact, list[Finding]]:
    moment = _aware(embedded) or clock.now()
    stamp = stamped_at(embedded.signer_info)
    times = trust.time_context(stamp or moment)
    status = asyncio.run(async_validate_pdf_signature(embedded, trust.context(moment), times))
    genuine = bool(status.intact and status.valid)
    judged = Judged(
        field=str(embedded.field_name),
        signed=embedded.signed_data,
        signed_at=stamp if _time_trusted(status) else _aware(embedded),
        genuine=genuine,
        trusted=bool(status.trusted),
        time_trusted=_time_trusted(status),
        stamped=stamp is not None,
        covers_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )
    fact, notes = judge(judged, trust)
    return fact, _changes(embedded, status, last=last) + notes


def _changes(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, *, last: bool) -> list[Finding]:
    who = who_signed(embedded.signed_data)
    if not status.intact:
        return [found("altered", who=who)]
    if not status.valid:
        return [found("forged", who=who)]
    if status.coverage not in _WHOLE:
        return [found("not_covered", who=who)]
    if status.docmdp_ok and (not last or _ends_here(embedded, status)):
        return [] if clean(embedded) else [found("altered", who=who)]
    return [found("added_after", who=who, what=what) for what in _what(embedded)]


def _ends_here(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    """Nothing after the last signature, or only what keeps it checkable for longer (PAdES-LT)."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    result = status.diff_result
    lasting = isinstance(result, DiffResult) and result.modification_level == ModificationLevel.LTA_UPDATES
    return lasting and only_lasting(embedded.reader, embedded.signed_revision)


def _what(embedded: EmbeddedPdfSignature) -> tuple[Change, ...]:
    try:
        return changes_since(embedded.reader, embedded.signed_revision)
    except Exception:  # the addition itself may be broken: that something was added is known without it
        return (Change("other"),)


def _time_trusted(status: PdfSignatureStatus) -> bool:
    stamp = status.timestamp_validity
    return stamp is not None and bool(stamp.valid and stamp.trusted)


def _aware(embedded: EmbeddedPdfSignature) -> datetime | None:
    stated = embedded.self_reported_timestamp
    return stated if stated is None or stated.tzinfo else stated.replace(tzinfo=UTC)


def _open_places(reader: PdfFileReader) -> list[Finding]:
    names = [str(name) for name, _signature, _field in enumerate_sig_fields(reader, filled_status=False)]
    return [found("open_place", field=name) for name in names]
