"""Reads a bank's file: a job of the child process, for it comes from outside."""

from pathlib import Path

from kobe_desk.core.progress import Report
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.modules.ledger.rules.bank import words_expected


def read_bank_file(path: Path, report: Report) -> Sheet:
    """The table in a bank's file: CSV in UTF-8 or CP932, or a workbook; the preamble above the headings is skipped."""
    return read_sheet(path, words=words_expected(), sheet=None, report=report)
