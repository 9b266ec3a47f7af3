"""The roster (名簿) is printed."""

from argparse import Namespace
from pathlib import Path

from kobe_desk.cli.outcome import CANNOT_OPEN, DONE, Refused, say
from kobe_desk.cli.secrets import opened
from kobe_desk.core import atomic, clock
from kobe_desk.core.records import Records
from kobe_desk.core.text import _
from kobe_desk.modules.members.papers import roster_pdf
from kobe_desk.modules.members.usecases.rosters import Roster, roster_on


def roster(options: Namespace) -> int:
    """The roster of today as a PDF, by 班 or by 五十音."""
    if not options.pdf.absolute().parent.is_dir():
        words = _("The folder for {name} is not there. Nothing was made.")
        raise Refused(words.format(name=options.pdf.name), CANNOT_OPEN)
    with opened(options, options.desk) as desk:
        printed = write_roster(desk.records, options.pdf, options.order)
    words = _("The roster was written: {file} ({households} households, {people} people)")
    facts = {"file": str(options.pdf), "households": printed.households, "people": printed.people}
    say(options, words.format(**facts), facts)
    return DONE


def write_roster(records: Records, target: Path, order: str = "han") -> Roster:
    """Write the PDF whole or not at all. Returns what was printed."""
    found = records.ask(roster_on, clock.today())
    atomic.write_bytes(target, roster_pdf(found, order))
    return found
