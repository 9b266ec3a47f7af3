"""What stands in a row and is not taken in: a second table at the side, and a family in columns of its own."""

import re
from collections.abc import Iterator, Sequence

from kobe_desk.core.names import visible
from kobe_desk.core.sheets.sheet import SheetRow
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.exchange.fields import heading_key
from kobe_desk.modules.members.exchange.mapping import Mapping
from kobe_desk.modules.members.rules.import_rows import WARNING, Problem

BESIDE = N_("This stands to the right of the table and was not taken in. Put people who stand there below the others.")
FAMILY = N_("The people named here were not taken in. Give each of them a row below this one.")
_FAMILY = re.compile(r"ご?(?:家族|世帯員|同居|構成員|配偶者)(?!番号|コード|no|id)")
_NOBODY = re.compile(r"[\d０-９\s]*(?:人|名)?|[-‐－ー−×○◯〇有無]|なし|あり|別居|同居")


class NotTakenIn:
    """The columns of one table that name people beside the one of the row, and what lies beyond its columns."""

    def __init__(self, header: Sequence[str], mapping: Mapping) -> None:
        own = {place for place, _field in mapping.own}
        self._width = len(mapping.fields)
        self._family = tuple(
            (place, heading) for place, (heading, field) in enumerate(zip(header, mapping.fields, strict=False))
            if not field and place not in own and _FAMILY.match(heading_key(heading))
        )  # fmt: skip

    def told(self, row: SheetRow) -> Iterator[Problem]:
        """What of this row is not taken in, with the reason."""
        if beside := " ".join(" ".join(row.cells[self._width :]).split()):
            yield Problem(row.line, "", visible(beside), _(BESIDE), WARNING)
        for place, heading in self._family:
            text = row.cells[place].strip() if place < len(row.cells) else ""
            if not _NOBODY.fullmatch(text):
                yield Problem(row.line, heading, visible(text), _(FAMILY), WARNING)
