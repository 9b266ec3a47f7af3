"""提出の一式: papers, answers and definition in one zip, and beside it the page that tells how to verify."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kobe_desk.core import atomic, clock
from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import PackageOrder

if TYPE_CHECKING:
    from kobe_desk.modules.subsidies.papers.guide import GuideFile

GUIDE = "署名の確かめ方"


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was written: its zip with its fingerprint, and the page for the receiver beside it."""

    package: Path
    guide: Path
    sha256: str
    root: str
    """The fingerprint of the association's certificate."""


def pack_papers(order: PackageOrder, folder: Path, passphrase: str, report: Report) -> Packed:
    """Write the package into a folder, its list signed by who signed first; an earlier one is never overwritten.

    Raises WrongPassphrase, FolderNotWritable, PackageNotWhole.
    """
    from kobe_desk.modules.subsidies.papers.answers import answers_json
    from kobe_desk.paper.package.contents import PackageContents, PackageDocument
    from kobe_desk.paper.package.export import export_package
    from kobe_desk.paper.sign.authority import FolderNotWritable
    from kobe_desk.paper.sign.signer import load_signer

    report(0, 3)
    row = order.application
    signer = load_signer(order.sealer_file, passphrase)
    evaluation = evaluate(row.programme, row.answers, order.day)
    contents = PackageContents(
        programme=row.programme.id,
        number=row.number,
        association=order.house.name,
        day=order.day,
        documents=tuple(PackageDocument(paper.title, data) for paper, data in order.papers),
        answers=answers_json(row.programme, row.answers, evaluation),
        definition=row.programme.canonical.encode(),
        root_pem=order.root.certificate.encode(),
        crl_pem=order.root.crl.encode(),
    )
    report(1, 3)
    package = export_package(folder, contents, signer)
    report(2, 3)
    guide = folder / f"{package.stem}-{GUIDE}.pdf"
    try:
        atomic.write_bytes(guide, _guide(order, package))
    except OSError:
        raise FolderNotWritable("folder") from None
    return Packed(package, guide, hashlib.sha256(package.read_bytes()).hexdigest(), order.root.fingerprint)


def _guide(order: PackageOrder, package: Path) -> bytes:
    """署名の確かめ方: for the receiver, naming every file of the package."""
    from kobe_desk.modules.subsidies.papers.guide import GuideFacts, GuideSigner, guide_pdf
    from kobe_desk.paper.verify.pdf import verify_pdf

    found = {}
    for _paper, data in order.papers:
        for each in verify_pdf(data).signatures:
            if each.signed_at and each.certificate not in found:
                moment = each.signed_at.astimezone(clock.JST)
                found[each.certificate] = GuideSigner(f"{each.office} {each.name}", each.certificate, moment)
    facts = GuideFacts(
        order.house.name, order.application.number, order.root.fingerprint, _files(package), tuple(found.values()),
        order.day, sample=order.house.sample,
    )  # fmt: skip
    return guide_pdf(facts)


def _files(package: Path) -> tuple["GuideFile", ...]:
    import zipfile

    from kobe_desk.modules.subsidies.papers.guide import GuideFile
    from kobe_desk.paper.render import page_count
    from kobe_desk.paper.verify.pdf import verify_pdf

    found = []
    with zipfile.ZipFile(package) as archive:
        for name in sorted(name for name in archive.namelist() if "/data/" in name):
            data = archive.read(name)
            pdf = name.endswith(".pdf")
            signatures = len(verify_pdf(data).signatures) if pdf else 0
            digest = hashlib.sha256(data).hexdigest()
            found.append(GuideFile(name.rpartition("/")[2], digest, page_count(data) if pdf else 0, signatures))
    return tuple(found)
