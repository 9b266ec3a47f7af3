"""One door for whatever somebody wants checked: a PDF or a package."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.package.check import verify_package
from kobe_desk.paper.verify.findings import found
from kobe_desk.paper.verify.pdf import LARGEST, is_pdf, verify_pdf
from kobe_desk.paper.verify.trust import Trust
from kobe_desk.paper.verify.verdict import FileVerdict, Verdict, single

_ZIP = b"PK"
_HEAD = 1024


class CannotOpen(UserError):
    text = N_("{name} cannot be opened. Check that the file is there and that you may read it.")


def verify(
    path: Path,
    roots: Sequence[bytes] = (),
    crls: Sequence[bytes] = (),
    report: Callable[[int, int], None] = lambda _done, _total: None,
    times: Sequence[bytes] = (),
) -> Verdict:
    """The three answers for a file. `roots`, `crls`: contents of certificate and revocation files the reader trusts;
    `times`: certificates of authorities whose time is believed.

    Raises CannotOpen, NotACertificate or NotARevocationList. A stranger's file belongs into a child with limits
    (`report` makes this a job).
    """
    report(0, 1)
    try:
        verdict = _verified(path, roots, crls, times)
    except OSError:
        raise CannotOpen("file", name=path.name) from None
    report(1, 1)
    return verdict


def _verified(path: Path, roots: Sequence[bytes], crls: Sequence[bytes], times: Sequence[bytes]) -> Verdict:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_ZIP):
        return verify_package(path, roots, crls, name=path.name, times=times)
    if not is_pdf(head):
        Trust(roots, crls)
        return single("unknown", FileVerdict(path.name, "", False, (), (found("unknown_kind", path.name),)))
    if path.stat().st_size > LARGEST:
        finding = found("too_large", path.name, limit=LARGEST >> 20)
        return single("pdf", FileVerdict(path.name, "", False, (), (finding,)))
    return single("pdf", verify_pdf(path.read_bytes(), roots, crls, name=path.name, times=times))
