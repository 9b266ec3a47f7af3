"""提出の一式: papers, answers and definition in one zip, and beside it the page that tells how to verify."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kobe_desk.core import atomic, clock
from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import PackageOrder

if TYPE_CHECKING:
    from kobe_desk.modules.subsidies.papers.guide import GuideFile
    from kobe_desk.paper.package.contents import PackageContents, PackageData, PackageDocument

GUIDE = "署名の確かめ方"
TOGETHER = "ikkatsu"
"""What the package of a bundle is called in place of a programme."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was written: its zip with its fingerprint, and the page for the receiver beside it."""

    package: Path
    guide: Path
    sha256: str
    root: str
    """The fingerprint of the association's certificate."""


def pack_papers(order: PackageOrder, folder: Path, passphrase: str, report: Report) -> Packed:
    """Write the package of one application into a folder. Raises as `pack_together`."""
    return pack_together((order,), folder, passphrase, report)


def pack_together(orders: Sequence[PackageOrder], folder: Path, passphrase: str, report: Report) -> Packed:
    """Write one package of one or several applications, its list signed by who signed first.

    An earlier package is never overwritten. Raises WrongPassphrase, FolderNotWritable, PackageNotWhole.
    """
    from kobe_desk.paper.package.export import export_package
    from kobe_desk.paper.sign.authority import FolderNotWritable
    from kobe_desk.paper.sign.signer import load_signer
    from kobe_desk.paper.sign.trusted_time import time_service

    report(0, 3)
    signer = load_signer(orders[0].sealer_file, passphrase, lambda: report(0, 3), time_service())
    contents = _contents(orders)
    report(1, 3)
    package = export_package(folder, contents, signer)
    report(2, 3)
    guide = folder / f"{package.stem}-{GUIDE}.pdf"
    try:
        atomic.write_bytes(guide, _guide(orders, package))
    except OSError:
        raise FolderNotWritable("folder") from None
    root = orders[0].root.fingerprint
    return Packed(package, guide, hashlib.sha256(package.read_bytes()).hexdigest(), root)


def _contents(orders: Sequence[PackageOrder]) -> "PackageContents":
    from kobe_desk.paper.package.contents import PackageContents

    first = orders[0]
    data, *more = map(_data, orders)
    return PackageContents(
        programme=first.application.programme.id if len(orders) == 1 else TOGETHER,
        number=first.application.number,
        association=first.house.name,
        day=first.day,
        documents=_documents(orders),
        answers=data.answers,
        definition=data.definition,
        root_pem=first.root.certificate.encode(),
        crl_pem=first.root.crl.encode(),
        more=tuple(more),
    )


def _data(order: PackageOrder) -> "PackageData":
    from kobe_desk.modules.subsidies.papers.answers import answers_json
    from kobe_desk.paper.package.contents import PackageData

    row = order.application
    evaluation = evaluate(row.programme, row.answers, order.day)
    return PackageData(answers_json(row.programme, row.answers, evaluation), row.programme.canonical.encode())


def _documents(orders: Sequence[PackageOrder]) -> tuple["PackageDocument", ...]:
    """The papers in their order; what is enclosed for several programmes goes in once."""
    from kobe_desk.paper.package.contents import PackageDocument

    found: dict[tuple[str, bytes], PackageDocument] = {}
    for order in orders:
        for paper, data in order.papers:
            ours = not paper.form.startswith("attachment:") and len(orders) > 1
            title = f"{order.application.programme.title} {paper.title}" if ours else paper.title
            found.setdefault((title, hashlib.sha256(data).digest()), PackageDocument(title, data))
    return tuple(found.values())


def _guide(orders: Sequence[PackageOrder], package: Path) -> bytes:
    """署名の確かめ方: for the receiver, naming every file of the package."""
    from kobe_desk.modules.subsidies.papers.guide import GuideFacts, GuideSigner, guide_pdf
    from kobe_desk.paper.verify.pdf import verify_pdf

    found = {}
    own = dict(pair for order in orders for pair in order.personal)
    for data in (data for order in orders for _paper, data in order.papers):
        for each in verify_pdf(data).signatures:
            if each.signed_at and each.certificate not in found:
                moment = each.signed_at.astimezone(clock.JST)
                who = own.get(each.certificate, f"{each.office} {each.name}")
                mine = each.certificate in own
                found[each.certificate] = GuideSigner(
                    who, each.certificate, moment, "B-T" if each.stamped else "B-B", personal=mine
                )
    first = orders[0]
    signers = tuple(found.values())
    facts = GuideFacts(
        first.house.name, "、".join(each.application.number for each in orders), first.root.fingerprint,
        _files(package), signers, first.day,
        trusted_time=bool(signers) and all(each.level == "B-T" for each in signers), sample=first.house.sample,
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
