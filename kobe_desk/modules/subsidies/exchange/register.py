"""The register of equipment and the overview of a year out of the desk: as papers, and as workbooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.usecases import CannotWriteHere
from kobe_desk.modules.subsidies.usecases.assets import AssetRow
from kobe_desk.modules.subsidies.usecases.overview import YearOverview


@dataclass(frozen=True, slots=True)
class House:
    """Whose papers they are, and the day they are made."""

    name: str
    made: date
    sample: bool = False


def register_paper(rows: Sequence[AssetRow], house: House, report: Report) -> bytes:
    """備品台帳. Raises MissingGlyph."""
    from kobe_desk.modules.subsidies.papers.register import register_pdf

    report(0, 1)
    return register_pdf(rows, house.name, made=house.made, sample=house.sample)


def write_register(rows: Sequence[AssetRow], target: Path, report: Report) -> Path:
    """The register as a workbook. Raises CannotWriteHere."""
    from kobe_desk.core.sheets.writing import write_xlsx
    from kobe_desk.modules.subsidies.papers.register import HEADINGS, TITLE, lines_of

    report(0, 1)
    try:
        write_xlsx(target, TITLE, HEADINGS, lines_of(rows))
    except OSError:
        raise CannotWriteHere(name=target.name) from None
    return target


def overview_paper(found: YearOverview, house: House, report: Report) -> bytes:
    """年度の助成一覧. Raises MissingGlyph."""
    from kobe_desk.modules.subsidies.papers.overview import overview_pdf

    report(0, 1)
    return overview_pdf(found, house.name, made=house.made, sample=house.sample)


def write_overview(found: YearOverview, target: Path, report: Report) -> Path:
    """The overview as a workbook. Raises CannotWriteHere."""
    from kobe_desk.core.sheets.writing import write_xlsx
    from kobe_desk.modules.subsidies.papers.overview import HEADINGS, TITLE, lines_of

    report(0, 1)
    try:
        write_xlsx(target, f"{found.label} {TITLE}", HEADINGS, lines_of(found))
    except OSError:
        raise CannotWriteHere(name=target.name) from None
    return target
