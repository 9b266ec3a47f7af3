"""A roster as a person would have it, taken in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kobe_desk.core.records import Records
from kobe_desk.core.sheets.reading import read_sheet
from kobe_desk.modules.members.exchange.fields import words_expected
from kobe_desk.modules.members.exchange.guess import guess
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.exchange.roster_rows import rows_of
from kobe_desk.modules.members.usecases.importing import ImportReport, check_roster, import_roster

Take = Callable[..., ImportReport]


@pytest.fixture
def take(records: Records, tmp_path: Path) -> Take:
    """Write a file as a person would have it, and take it in; `tried` only looks."""

    def take_in(text: str | bytes, encoding: str = "utf-8", tried: bool = False, era: str = "") -> ImportReport:
        file = tmp_path / "名簿.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        sheet = read_sheet(file, words=words_expected())
        fields = tuple(each.field for each in guess(sheet.header, [row.cells for row in sheet.first(200)]))
        rows = rows_of(sheet, Mapping(fields, era))
        return records.ask(check_roster, rows) if tried else records.do(import_roster, rows).result

    return take_in
