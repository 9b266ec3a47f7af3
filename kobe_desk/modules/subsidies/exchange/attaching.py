"""Papers to enclose (そえる書類): read from scans and photographs, turned, and bound into one PDF with page numbers.

Jobs of the child process, which a stranger's file may hurt.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report, silent
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.exchange.making import enclosed
from kobe_desk.modules.subsidies.usecases import PaperOrder
from kobe_desk.modules.subsidies.usecases.enclosing import require_fit
from kobe_desk.paper.pdfium import alone

MOST_PAGES = 200
LEFT = 270  # degrees: a quarter to the left


class TooManyPages(UserError):
    text = N_("This PDF has {pages} pages, so it was not taken. At most {most} pages can go with an application.")


class SignedStaysUpright(UserError):
    text = N_("This PDF carries a signature, and turning it would break that. It stays as it is.")


class NothingToBind(UserError):
    text = N_("No paper is enclosed yet, so there is nothing to bind.")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it goes with an application: always a PDF."""

    title: str
    file_name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """Several files that were chosen at once: those that were read, and why another was not, by its name."""

    files: tuple[ReadFile, ...]
    refused: tuple[tuple[str, UserError], ...]


def read_enclosures(paths: tuple[Path, ...], report: Report) -> ReadFiles:
    """Each of them as `read_enclosure` has it; one that is refused, or too large for the mail, keeps no other out."""
    files, refused = [], []
    for number, path in enumerate(paths):
        report(number, len(paths))
        try:
            file = read_enclosure(path, silent)
            require_fit(file.data)
            files.append(file)
        except UserError as error:
            refused.append((path.name, error))
    return ReadFiles(tuple(files), tuple(refused))


def read_enclosure(path: Path, report: Report) -> ReadFile:
    """A PDF as it is, a photograph as a sheet of A4 without what a camera adds.

    Raises NoPages, PictureTooLarge, ScanUnreadable, ScanLocked, TooManyPages, UnsafeName.
    """
    from kobe_desk.modules.ledger.exchange.scans import pdf_of_scan
    from kobe_desk.paper.package.names import payload_names
    from kobe_desk.paper.render import page_count

    payload_names([f"{path.stem}.pdf"])  # refused now, and not when the signed papers are packed
    name, data = pdf_of_scan(path, report)
    pages = page_count(data)
    if pages > MOST_PAGES:
        raise TooManyPages("file", pages=pages, most=MOST_PAGES)
    return ReadFile(path.stem, name, data)


@alone
def turned(data: bytes, report: Report) -> bytes:
    """Every page of a PDF turned a quarter to the left. Raises SignedStaysUpright."""
    import pypdfium2

    from kobe_desk.modules.subsidies.papers.bound import is_signed

    report(0, 1)
    if is_signed(data):
        raise SignedStaysUpright
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            page.set_rotation((page.get_rotation() + LEFT) % 360)
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()
    finally:
        document.close()


def bind_enclosures(orders: tuple[PaperOrder, ...], report: Report) -> bytes:
    """Everything that goes with the applications, in the order of the definitions, behind a list of it.

    What several applications ask for is bound once. Raises NothingToBind.
    """
    from kobe_desk.modules.subsidies.papers.bound import Bound, bound_pdf

    found: dict[bytes, Bound] = {}
    for order in orders:
        labels = {f"attachment:{each.id}": each.label for each in order.application.programme.attachments}
        for paper in enclosed(order):
            found.setdefault(paper.data, Bound(labels.get(paper.form, ""), paper.title, paper.data))
    if not found:
        raise NothingToBind
    first = orders[0]
    title = first.application.programme.title
    return bound_pdf(title, first.house.name, tuple(found.values()), first.day, first.house.sample, report)


def write_bound(orders: tuple[PaperOrder, ...], target: Path, report: Report) -> Path:
    """The bound enclosures as a file. Raises NothingToBind, CannotWriteHere."""
    from kobe_desk.core import atomic
    from kobe_desk.modules.subsidies.usecases import CannotWriteHere

    data = bind_enclosures(orders, report)
    try:
        atomic.write_bytes(target, data)
    except OSError:
        raise CannotWriteHere(name=target.name) from None
    return target
