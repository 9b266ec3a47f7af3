"""How far a project has come, for an office that asks for it: 遂行状況報告書, and its costs heading by heading."""

from collections.abc import Iterator

from kobe_desk.core.japanese.era import wareki
from kobe_desk.core.japanese.money import yen
from kobe_desk.modules.subsidies.papers.facts import (
    Face,
    FormPaper,
    Grid,
    GridColumn,
    GridValue,
    Holds,
    Pair,
    SheetFacts,
)
from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.papers.later.items import enclosed
from kobe_desk.modules.subsidies.papers.later.parts import (
    grant_items,
    letter,
    project_pair,
    said_items,
    signers_of,
    summed,
)
from kobe_desk.modules.subsidies.papers.sheets import sheet_pdf
from kobe_desk.modules.subsidies.rules.later import worded
from kobe_desk.paper.letter import Item


def progress(face: Face, later: Later) -> FormPaper:
    """補助事業遂行状況報告書."""

    def items() -> Iterator[Item]:
        yield from grant_items(later)
        yield from said_items(later, "so_far")
        if (done := later.share()) is not None:
            yield Item("事業全体の進捗", f"{done}％")
        yield Item("支出済額", f"{yen(later.spent_so_far)}（{wareki(later.as_of)}まで）")
        yield Item("遅延の理由", later.values.get("late_why") or "該当なし")
        yield from said_items(later, "end_expected")
        yield from enclosed(later, ("遂行状況の内訳書", True))

    return letter(
        face, later, f"{later.programme.title}に係る補助事業の遂行の状況を、下記のとおり報告します。", items(),
        "progress",
    )  # fmt: skip


def progress_costs(face: Face, later: Later) -> FormPaper:
    """遂行状況の内訳書: each heading planned, spent up to the day, and how far it is done."""
    lines = later.so_far
    rows: list[tuple[GridValue, ...]] = [
        (each.label, each.planned, each.spent, each.left, _per_cent(later.share(each.category))) for each in lines
    ]
    columns = (
        GridColumn("科目", share=1.4),
        *(GridColumn(head, Holds.NUMBER) for head in ("予算額", "支出済額", "残額")),
        GridColumn("進捗", Holds.SHORT),
    )
    total = ("計", *(summed(rows, at) for at in (1, 2, 3)), None)
    note = "注　支出済額は、出納帳で補助事業に割り当てた支出のうち、この日までのもの。"
    parts = (
        *project_pair(later),
        Pair("支出済額をまとめた日", wareki(later.as_of)),
        Grid("支出の部", columns, tuple(rows), total, "円", note=worded(later.programme, note)),
    )
    return sheet_pdf(SheetFacts(face, parts, f"{wareki(later.day)}現在", signers_of(later, "progress_costs")))


def _per_cent(done: int | None) -> str:
    return "" if done is None else f"{done}％"
