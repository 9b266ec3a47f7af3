"""What the association's own fields say, as conditions: 「犬：はい」「犬：書いていない」."""

from collections.abc import Sequence
from uuid import UUID

from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases.own.fields import FieldRow
from kobe_desk.modules.members.usecases.own.finding import WRITTEN


def conditions_of(fields: Sequence[FieldRow]) -> dict[tuple[UUID, str], str]:
    """Every condition there is: each choice, and whether something is written at all."""
    found: dict[tuple[UUID, str], str] = {}
    for row in fields:
        said = {"yes": "はい", "no": "いいえ"} if row.kind == "yes_no" else {each: each for each in row.choices}
        for value, words in {**said, WRITTEN: _("written"), "": _("nothing written")}.items():
            found[row.id, value] = _("{field}: {value}").format(field=row.name, value=words)
    return found
