"""Columns of what an import shows: the rows as they will be kept, and what is wrong with the others."""

from dataclasses import dataclass

from kobe_desk.core.names import brief
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import birth_words, town_and_number
from kobe_desk.modules.members.usecases.importing.items import ERROR, ImportRow, Problem
from kobe_desk.ui.table import Column


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file as it will be kept."""

    line: int
    row: ImportRow


def _line(line: int) -> str:
    return _("line {line}").format(line=line)


PREVIEW_COLUMNS: tuple[Column[PreviewRow], ...] = (
    Column(N_("Line"), lambda row: _line(row.line), width=88),
    Column(N_("Full name"), lambda row: row.row.name, width=150, bold=True),
    Column(N_("Reading"), lambda row: row.row.kana, width=200, secondary=True),
    Column(N_("Block"), lambda row: row.row.area, width=90),
    Column(N_("Address"), lambda row: town_and_number(row.row.address), width=240, stretch=True),
    Column(N_("Telephone"), lambda row: row.row.phone or row.row.mobile, width=160, secondary=True),
    Column(N_("Birth date"), lambda row: birth_words(row.row.birth, row.row.birth_part), width=190, secondary=True),
)


def reason_of(row: Problem) -> str:
    """Why, with no more of a very long cell than can be read."""
    return row.reason.replace(row.value, brief(row.value)) if row.value else row.reason


PROBLEM_COLUMNS: tuple[Column[Problem], ...] = (
    Column(N_("Line"), lambda row: _line(row.line), width=88),
    Column(N_("Notice"), lambda row: _("cannot be taken in") if row.severity == ERROR else _("check"), width=160,
           meaning=lambda row: "error" if row.severity == ERROR else "warn",
           icon=lambda row: "octagon-alert" if row.severity == ERROR else "triangle-alert"),
    Column(N_("Column"), lambda row: row.column, width=120, secondary=True),
    Column(N_("What is written"), lambda row: brief(row.value) or _("(empty)"), width=170, secondary=True),
    Column(N_("Reason and remedy"), reason_of, width=480, stretch=True),
)  # fmt: skip
