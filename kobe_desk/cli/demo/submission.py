"""The demo's package: every paper, the answers and the definition in one zip, and the page that tells how to verify."""

import hashlib
import zipfile
from pathlib import Path
from uuid import UUID

from kobe_desk.cli.demo.signatures import Secrets, signer_of
from kobe_desk.core import atomic, clock
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile, signing_root
from kobe_desk.modules.subsidies.papers.answers import answers_json
from kobe_desk.modules.subsidies.papers.guide import GuideFacts, GuideFile, GuideSigner, guide_pdf
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import application, paper_bytes, record_submission
from kobe_desk.paper.package.contents import PackageContents, PackageDocument
from kobe_desk.paper.package.export import export_package
from kobe_desk.paper.render import page_count
from kobe_desk.paper.verify.pdf import verify_pdf

ROOT_FILE = "association-root.pem"


def export(records: Records, key: UUID, out: Path, known: Secrets) -> Path:
    """Write the package, signed over its list by the chair, and note the submission. Returns the zip."""
    row, association = records.ask(application, key), records.ask(profile)
    evaluation = evaluate(row.programme, row.answers, clock.today())
    contents = PackageContents(
        programme=row.programme.id,
        number=row.number,
        association=association.name if association else "",
        day=clock.today(),
        documents=tuple(PackageDocument(each.title, records.ask(paper_bytes, each.id)) for each in row.papers),
        answers=answers_json(row.programme, row.answers, evaluation),
        definition=row.programme.canonical.encode(),
        root_pem=known.root_pem,
    )
    package = export_package(out, contents, signer_of(records, "chair", known))
    records.do(record_submission, key, package.name, hashlib.sha256(package.read_bytes()).hexdigest())
    atomic.write_bytes(out / ROOT_FILE, known.root_pem)
    return package


def write_guide(records: Records, key: UUID, package: Path, target: Path) -> None:
    """署名の確かめ方: for the receiver, naming every file of the package."""
    row, association, root = records.ask(application, key), records.ask(profile), records.ask(signing_root)
    signed = [verify_pdf(records.ask(paper_bytes, each.id)).signatures for each in row.papers]
    first = next(each for each in signed if len(each) > 1)
    signers = [
        GuideSigner(f"{each.office} {each.name}", each.certificate, each.signed_at.astimezone(clock.JST))
        for each in first
        if each.signed_at
    ]
    facts = GuideFacts(
        association.name if association else "", row.number, root.fingerprint if root else "", _files(package),
        tuple(signers), clock.today(), sample=bool(association and association.sample),
    )  # fmt: skip
    atomic.write_bytes(target, guide_pdf(facts))


def _files(package: Path) -> tuple[GuideFile, ...]:
    found = []
    with zipfile.ZipFile(package) as archive:
        for name in sorted(name for name in archive.namelist() if "/data/" in name):
            data = archive.read(name)
            pdf = name.endswith(".pdf")
            signatures = len(verify_pdf(data).signatures) if pdf else 0
            pages = page_count(data) if pdf else 0
            found.append(GuideFile(name.rpartition("/")[2], hashlib.sha256(data).hexdigest(), pages, signatures))
    return tuple(found)
