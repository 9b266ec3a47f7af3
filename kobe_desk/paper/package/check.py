"""Checks a package without trusting it: the zip, the bag, its lists, the signature over them, and each PDF."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from asn1crypto import cms
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms, extract_self_reported_ts

from kobe_desk.core import clock
from kobe_desk.paper.package import unzip
from kobe_desk.paper.package.bag import Bag, bag_findings
from kobe_desk.paper.package.contents import LIST, LIST_SIGNATURE, REVOCATIONS
from kobe_desk.paper.verify.envelope import clean_cms
from kobe_desk.paper.verify.findings import Finding, found
from kobe_desk.paper.verify.pdf import is_pdf, verify_pdf
from kobe_desk.paper.verify.signer import Judged, judge
from kobe_desk.paper.verify.trust import NotARevocationList, Trust, stamped_at
from kobe_desk.paper.verify.verdict import FileVerdict, SignatureFact, Verdict

_MOST_CMS = 1 << 20


@dataclass
class _Result:
    findings: list[Finding] = field(default_factory=list)
    files: list[FileVerdict] = field(default_factory=list)
    signature: SignatureFact | None = None


def verify_package(
    source: Path | bytes, roots: Sequence[bytes] = (), crls: Sequence[bytes] = (), name: str = "",
    times: Sequence[bytes] = (),
) -> Verdict:  # fmt: skip
    """The three answers for a package; hostile zips get plain findings, never an error.

    Signers count as known only if the list of files is signed too, by somebody known: attachments and answers
    have no signature of their own. Raises NotACertificate, NotARevocationList, and OSError for an unreadable path.
    """
    Trust(roots, crls, times)
    result = _Result()
    try:
        with unzip.opened(source) as files:
            bag = Bag(files)
            _check(bag, _trust(bag, roots, crls, times), result)
    except unzip.Refused as reason:
        result.findings.append(found(reason.kind, reason.file, limit=reason.limit))
    return _verdict(result, name)


def _check(bag: Bag, trust: Trust, result: _Result) -> None:
    result.findings += bag_findings(bag)
    broken = {each.file for each in result.findings if each.against}
    for path in bag.payload:
        result.files.append(_file(bag, path, trust, changed=path in broken))
    for file in result.files:
        result.findings += file.findings
    _check_list(bag, trust, result)


def _file(bag: Bag, path: str, trust: Trust, *, changed: bool) -> FileVerdict:
    """The answers for one file: its own signatures where it has some, else what the list says."""
    data = bag.read(path)
    if not is_pdf(data) and not path.lower().endswith(".pdf"):
        return FileVerdict(path, hashlib.sha256(data).hexdigest(), not changed)
    verdict = verify_pdf(data, name=path, trust=trust)
    whole = verdict.unaltered is not False and not changed
    return FileVerdict(path, verdict.sha256, whole, verdict.signatures, verdict.findings)


def _check_list(bag: Bag, trust: Trust, result: _Result) -> None:
    if LIST not in bag or LIST_SIGNATURE not in bag:
        result.findings.append(found("list_unsigned"))
        return
    try:
        judged = _judged(bag.read(LIST), bag.read(LIST_SIGNATURE), trust)
        result.signature, notes = judge(judged, trust)
    except unzip.Refused:
        raise
    except Exception:  # asn1crypto and pyHanko raise whatever the bytes lead them to
        result.findings.append(found("list_forged", LIST_SIGNATURE))
        return
    result.findings += notes if judged.genuine else [found("list_forged", LIST_SIGNATURE)]


def _judged(content: bytes, signature: bytes, trust: Trust) -> Judged:
    """What pyHanko says about the detached signature over the list of lists."""
    if len(signature) > _MOST_CMS:
        raise ValueError(len(signature))
    signed = cms.ContentInfo.load(signature, strict=True)["content"]
    untouched = clean_cms(signature)
    signer = extract_signer_info(signed)
    stated, stamped = extract_self_reported_ts(signer), stamped_at(signer)
    moment = stated or clock.now()
    contexts = trust.context(moment), trust.time_context(stamped or moment)
    status = asyncio.run(async_validate_detached_cms(content, signed, *contexts))
    stamp = status.timestamp_validity
    trusted_time = stamp is not None and bool(stamp.valid and stamp.trusted)
    genuine = bool(status.intact and status.valid and untouched)
    return Judged(
        field=LIST_SIGNATURE,
        signed=signed,
        signed_at=stamped if trusted_time else stated,
        genuine=genuine,
        trusted=bool(status.trusted),
        time_trusted=trusted_time,
        stamped=stamped is not None,
        covers_file=genuine,
    )


def _trust(bag: Bag, roots: Sequence[bytes], crls: Sequence[bytes], times: Sequence[bytes]) -> Trust:
    """The reader's own trust, with the package's revocation list: it counts only if a trusted root signed it."""
    if REVOCATIONS not in bag:
        return Trust(roots, crls, times)
    try:
        return Trust(roots, [*crls, bag.read(REVOCATIONS)], times)
    except NotARevocationList:
        return Trust(roots, crls, times)


def _verdict(result: _Result, name: str) -> Verdict:
    signatures = [each for file in result.files for each in file.signatures]
    listed = result.signature
    everyone = [*signatures, listed] if listed else []
    return Verdict(
        kind="package",
        name=name,
        unaltered=not any(each.against for each in result.findings),
        signer_known=bool(everyone) and all(each.known for each in everyone),
        time_trusted=bool(everyone) and all(each.time_trusted for each in everyone),
        findings=tuple(result.findings),
        files=tuple(result.files),
        list_signature=listed,
    )
