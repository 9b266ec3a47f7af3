"""Papers that go with an application, counted: of the whole, and of each line of a table they belong to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from kobe_desk.modules.subsidies.rules.definition import Attachment, Lines, Programme
from kobe_desk.modules.subsidies.rules.evaluation import Needed, NeededAt, Row
from kobe_desk.modules.subsidies.rules.limits import line_of
from kobe_desk.modules.subsidies.rules.values import Value, spoken

AT = "@"
"""Between a paper, a table or a column and the line that is meant: quote@018f…"""


def at_line(attachment: str, row: UUID | None) -> str:
    """A paper, at a line if there is one."""
    return f"{attachment}{AT}{row}" if row else attachment


def parted(name: str) -> tuple[str, UUID | None]:
    """The paper and the line of such a name."""
    attachment, _, row = name.partition(AT)
    return attachment, UUID(row) if row else None


def needed(
    programme: Programme, attachment: Attachment, attached: Mapping[str, int], rows: Mapping[str, Iterable[Row]],
    holds: Callable[[str, int], bool], *, wanted: bool,
) -> Needed:  # fmt: skip
    """What is still missing of a paper; `holds(when, place)` asks of the line at a place, counted from 0."""
    there = attached.get(attachment.id, 0)
    missing = max(0, attachment.min - there) if wanted else 0
    lines = attachment.lines
    if lines is None:
        return Needed(attachment, wanted, missing)
    found, at = tuple(rows.get(lines.table, ())), attachment.id
    counts = [attached.get(at_line(at, row.key), 0) for row in found]
    joint = max(0, there - sum(counts))
    made = tuple(
        _at_line(programme, lines, row, place, count, joint, asked=bool(lines.when) and holds(lines.when, place))
        for place, (row, count) in enumerate(zip(found, counts, strict=True))
    )
    lacking = sum(each.missing for each in made)
    return Needed(attachment, wanted or any(each.required for each in made), max(missing, lacking), made, joint)


def _at_line(
    programme: Programme, lines: Lines, row: Row, place: int, there: int, joint: int, *, asked: bool
) -> NeededAt:
    name = name_of(programme, lines.table, row.values)
    return NeededAt(
        row.key, line_of(place + 1, name), name, asked, there, asked and not there and not _covered(lines, joint)
    )


def _covered(lines: Lines, joint: int) -> bool:
    return lines.joint and joint > 0


def name_of(programme: Programme, table: str, values: Mapping[str, Value | None]) -> str:
    """What a line is, in its own words; else the words of its first choice; empty for a blank line."""
    found = programme.tables[table]
    own = values.get(found.named)
    if own:
        return str(own)
    words = (spoken(each.field, values.get(each.id), programme.choice_lists) for each in found.columns)
    return next((each for each in words if each), "")


def lacking_words(found: Needed) -> str:
    """A paper that is missing, with the lines that lack it: 見積書（3行目　テントと音響）."""
    lines = "、".join(each.line for each in found.lacking)
    return f"{found.attachment.label}（{lines}）" if lines else found.attachment.label


_WIDE = str.maketrans("/\\", "／＼")


def paper_name(label: str, name: str, number: int = 1) -> str:
    """What a paper of a line is called among the papers: 見積書：折りたたみ机; further ones of it with a number."""
    said = "".join(each for each in f"{label}：{name}" if each.isprintable()).translate(_WIDE) if name else label
    return f"{said}（{number}）" if number > 1 else said


def further(title: str, there: Sequence[str]) -> str:
    """A name that is not there yet: 写真, 写真（2）, 写真（3）."""
    names = (paper_name(title, "", number) for number in range(1, len(there) + 2))
    return next(each for each in names if each not in there)
