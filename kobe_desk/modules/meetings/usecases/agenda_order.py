"""The agenda as a tree in its order, with its numbering and its times."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from kobe_desk.modules.meetings.model import AgendaItem, ItemKind, Meeting
from kobe_desk.modules.meetings.usecases.facts import ItemRow


def in_order(items: Sequence[AgendaItem]) -> list[tuple[AgendaItem, int]]:
    """Every point after the one it stands under, with its depth."""
    under: dict[UUID | None, list[AgendaItem]] = {}
    for each in sorted(items, key=lambda each: each.position):
        under.setdefault(each.parent_id, []).append(each)
    known = {each.id for each in items}
    roots = [each for parent, children in under.items() if parent not in known for each in children]
    return list(_walk(sorted(roots, key=lambda each: each.position), under, 0))


def _walk(
    items: Sequence[AgendaItem], under: dict[UUID | None, list[AgendaItem]], depth: int
) -> Iterator[tuple[AgendaItem, int]]:
    for each in items:
        yield each, depth
        yield from _walk(under.get(each.id, []), under, depth + 1)


def motions_of(found: Meeting) -> list[AgendaItem]:
    return [each for each, _depth in in_order(found.items) if each.kind == ItemKind.MOTION]


def label(kind: str, count: int) -> str:
    """第1号議案, 報告事項1, as papers and screens number it; opening, closing and the rest have their title alone."""
    if kind == ItemKind.MOTION:
        return f"第{count}号議案"
    if kind == ItemKind.REPORT:
        return f"報告事項{count}"
    return ""


def item_rows(found: Meeting) -> tuple[ItemRow, ...]:
    """The points as rows; a point begins when those before it are planned to end."""
    counts: dict[str, int] = {}
    at, rows = found.starts, []
    for each, depth in in_order(found.items):
        counts[each.kind] = counts.get(each.kind, 0) + 1
        rows.append(_row(each, depth, counts[each.kind], at))
        at += timedelta(minutes=each.planned or 0)
    return tuple(rows)


def _row(each: AgendaItem, depth: int, count: int, at: datetime) -> ItemRow:
    return ItemRow(
        id=each.id,
        parent_id=each.parent_id,
        depth=depth,
        kind=each.kind,
        label=label(each.kind, count),
        title=each.title,
        presenter=each.presenter or "",
        planned=each.planned or 0,
        at=at,
        proposal=each.proposal or "",
        text=each.discussion or "",
        notified=each.notified,
        postponed=bool(each.postponed),
        carried=each.carried,
    )
