"""Writing the roster to a file: recorded at the desk first, then written beside it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.exchange.export import HEADINGS, VERSIONS, Form, lost_in_cp932, write_export
from kobe_desk.modules.members.usecases import EXPORT_FIELDS, Export, PeopleFilter, PeoplePage, ProvisionRequest
from kobe_desk.modules.members.usecases.grid.own_cells import column_key
from kobe_desk.modules.members.usecases.own.fields import FieldRow
from kobe_desk.modules.members.view.exporting import ExportPage, LostCell
from kobe_desk.ui.desk import Desk

KINDS = {Form.XLSX: "xlsx", Form.CSV: "csv", Form.CSV_CP932: "csv", **dict.fromkeys(VERSIONS, "vcard")}


def items(own: Sequence[FieldRow]) -> list[tuple[str, str]]:
    """What a file can hold, in the words of its headings; the association's own fields last."""
    usual = [(name, HEADINGS[name]) for name in EXPORT_FIELDS]
    return [*usual, *((column_key(row.id), row.name) for row in own)]


def write_file(export: Export, target: Path, form: Form, mark: str | None, association: str, report: Report) -> Path:
    """Write the rows to the file: it needs no desk, only the rows."""
    report(0, 1)
    return write_export(export, target, form, substitute=mark, organisation=association)


class ExportController(QObject):
    """A child of its page. `words` says the filter in words, for the record."""

    def __init__(self, desk: Desk, page: ExportPage, which: PeopleFilter, words: str) -> None:
        super().__init__(page)
        self._desk, self._page, self._which, self._words = desk, page, which, words
        self._association = ""
        page.write_requested.connect(self._check)
        desk.ask(usecases.people, which, 0, 1, then=self._show_count)
        desk.ask(profile, then=self._know)

    def _know(self, found: Any) -> None:
        self._association = found.name if found is not None else ""

    def _show_count(self, found: PeoplePage) -> None:
        self._page.show_which(self._words, found.total)

    def _check(self, fields: tuple[str, ...], kind: str, given: ProvisionRequest, mark: str | None) -> None:
        """Old characters are tried first: what they lack is a question, not a loss."""
        form = Form(kind)
        if form == Form.CSV_CP932 and mark is None:
            then = partial(self._try, fields, form, given)
            self._desk.ask(usecases.preview_export, self._which, fields, then=then, refused=self._page.show_refusal)
        else:
            self._record(fields, form, given, mark)

    def _try(self, fields: tuple[str, ...], form: Form, given: ProvisionRequest, export: Export) -> None:
        if lost := lost_in_cp932(export):
            self._page.show_lost([LostCell(each.name, each.column, each.value, each.characters) for each in lost])
        else:
            self._record(fields, form, given, None)

    def _record(self, fields: tuple[str, ...], form: Form, given: ProvisionRequest, mark: str | None) -> None:
        target = self._page.target(form)
        if target is None:
            return
        then, refused = partial(self._write, target, form, mark), self._page.show_refusal
        asked = (self._which, fields, KINDS[form], given, self._words)
        self._desk.do(usecases.export_roster, *asked, then=then, refused=refused)

    def _write(self, target: Path, form: Form, mark: str | None, export: Export) -> None:
        self._desk.run(
            *(write_file, export, target, form, mark, self._association),
            here=True,
            then=lambda path: self._page.show_written(path, export.number),
            refused=self._page.show_refusal,
            text=_("Writing the file"),
        )
