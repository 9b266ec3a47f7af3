"""Make, sign and pack in one go, over open records: for the command line and the tests, which have no screen."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from kobe_desk.core.progress import Report, silent
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.exchange.making import make_papers, refuse_incomplete
from kobe_desk.modules.subsidies.exchange.packing import Packed, pack_papers
from kobe_desk.modules.subsidies.exchange.signing import sign_papers
from kobe_desk.modules.subsidies.usecases import (
    application,
    keep_papers,
    keep_signatures,
    number_application,
    package_order,
    paper_order,
    record_submission,
    signing_order,
)


def prepare_application(records: Records, key: UUID, report: Report = silent) -> tuple[UUID, ...]:
    """Number an application, make all its papers and keep them. Raises StillMissing before a number is given."""
    refuse_incomplete(records.ask(paper_order, key))
    records.do(number_application, key)
    made = make_papers(records.ask(paper_order, key), report)
    return records.do(keep_papers, key, made.papers).result


def sign_application(records: Records, key: UUID, passphrases: Mapping[str, str], report: Report = silent) -> None:
    """Each office signs all papers that wait for it, in the order of the definition. Raises NoSigningKey."""
    papers = records.ask(application, key).papers
    places = sorted((place for each in papers for place in each.waiting), key=lambda each: each.order)
    for role in dict.fromkeys(each.role for each in places):
        order = records.ask(signing_order, key, role)
        records.do(keep_signatures, role, sign_papers(order, passphrases[role], report))


def submit_application(
    records: Records, key: UUID, folder: Path, passphrases: Mapping[str, str], report: Report = silent
) -> Packed:
    """Write the package of a signed application and note that it was exported. Raises NotSignedYet."""
    order = records.ask(package_order, key)
    packed = pack_papers(order, folder, passphrases[order.sealer.role], report)
    records.do(record_submission, key, packed.package.name, packed.sha256)
    return packed
