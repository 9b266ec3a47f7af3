"""A roster (名簿) is taken in from a file: that is read first, and only then is the desk brought in."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from kobe_desk.cli.outcome import existing
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.sheet import CannotReadSheet, Sheet
from kobe_desk.core.text import _
from kobe_desk.modules.members.exchange.fields import words_expected

_WORKBOOK = b"PK"


def import_members(options: Namespace) -> int:
    """Take in the good rows of a roster, in one change; the command is itself the consent."""
    sheet = _sheet(existing(options.file, _("There is no file {name} at this place.")))
    from kobe_desk.cli.taking_in import take_in  # a file that is refused need not wait for the desk

    return take_in(options, sheet)


def _sheet(file: Path) -> Sheet:
    """The table in the file; a workbook of a stranger is read in a child with limits."""
    read = partial(read_sheet, words=words_expected())
    try:
        with file.open("rb") as stream:
            workbook = stream.read(2) == _WORKBOOK
    except OSError as trouble:
        raise CannotReadSheet(None, file=file.name) from trouble
    if not workbook:
        return read(file)
    from kobe_desk.ui.workshop import Child

    sheet: Sheet = Child(read, (file,)).wait(lambda _done, _total: None)
    return sheet
