"""A programme as one `.kdprog` file: written whole or not at all, and read with its fingerprint before it is used."""

from pathlib import Path

from kobe_desk.core import atomic
from kobe_desk.core.progress import Report
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.exchange.proving import refuse_unmet
from kobe_desk.modules.subsidies.rules import bundle, pack
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused, refuse
from kobe_desk.modules.subsidies.rules.source import limited
from kobe_desk.modules.subsidies.usecases import CannotWriteHere
from kobe_desk.modules.subsidies.usecases.programmes import GivenRow, Origin, Received


def write_programme(row: GivenRow, origin: Origin, target: Path, report: Report) -> Path:
    """The file of a programme; it is read back before it is written. Raises CannotWriteHere, DefinitionRefused."""
    report(0, 1)
    data = pack.packed(row.content, origin)
    made, content, _origin = pack.unpacked(data, target.name)
    if made.sha256 != row.programme.sha256:
        raise refuse(target.name, N_("It would not be read again as it is. Please report this as a fault."))
    refuse_unmet(made, content.examples)
    try:
        atomic.write_bytes(target, data)
    except OSError:
        raise CannotWriteHere(name=target.name) from None
    return target


def read_programme(path: Path, report: Report) -> Received:
    """A file looked at whole: limits, schema, lint, letters, examples and their papers. Nothing is written.

    Raises DefinitionRefused.
    """
    from kobe_desk.modules.subsidies.papers.printable import unprintable

    report(0, 1)
    programme, content, origin = pack.unpacked(limited(path, bundle.MOST_PACKED_BYTES), path.name)
    wrong = [each for each in unprintable(programme) if not each.hint]
    if wrong:
        raise DefinitionRefused.because(wrong)
    refuse_unmet(programme, content.examples)
    return Received(path.name, programme, content, origin)
