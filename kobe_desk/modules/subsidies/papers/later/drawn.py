"""Papers of the later stages of a grant as 参考様式, which every one of them says of itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from kobe_desk.core.japanese.era import wareki
from kobe_desk.core.japanese.money import written_out, yen
from kobe_desk.modules.subsidies.papers.facts import (
    Face,
    FormPaper,
    Grid,
    GridColumn,
    Holds,
    Pair,
    SheetFacts,
)
from kobe_desk.modules.subsidies.papers.later.claiming import claim
from kobe_desk.modules.subsidies.papers.later.disposal import disposal
from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.papers.later.items import enclosed
from kobe_desk.modules.subsidies.papers.later.parts import (
    grant_items,
    letter,
    money_grid,
    project_pair,
    said_items,
    signers_of,
    summed,
    worded_rows,
)
from kobe_desk.modules.subsidies.papers.later.progress import progress, progress_costs
from kobe_desk.modules.subsidies.papers.settled import (
    accounts_sentence,
    from_plan_sentence,
    receipt_note,
    settled_words,
    way,
)
from kobe_desk.modules.subsidies.papers.sheets import sheet_pdf
from kobe_desk.modules.subsidies.rules.later import SAID, STOPS, LaterPaper, decision_words, title_of, worded
from kobe_desk.modules.subsidies.rules.life import ABANDONED, STOP_KIND, SUSPENDED
from kobe_desk.modules.subsidies.rules.values import Period
from kobe_desk.modules.subsidies.usecases.facts import PaperRequest
from kobe_desk.paper.letter import Item


def drawn(paper: LaterPaper, later: Later) -> PaperRequest:
    """The paper as 参考様式. Raises MissingGlyph."""
    face = Face(title_of(later.programme, paper), draft=False, number=later.number, day=later.day,
                association=later.house.name, sample=later.house.sample)  # fmt: skip
    made = _DRAW[paper.name](face, later)
    return PaperRequest(paper.name, face.name, made.data, made.places)


def _change(face: Face, later: Later) -> FormPaper:
    def items() -> Iterator[Item]:
        yield from grant_items(later)
        yield from said_items(later, "change_why", "change")
        if later.new_yen is not None and later.more is not None:
            yield Item("変更後の申請額", written_out(later.new_yen))
            yield Item("増減", f"{'＋' if later.more > 0 else ''}{yen(later.more)}")
        if later.new_period is not None and later.before is not None and later.before.period is not None:
            yield Item("変更前の実施期間", _days(later.before.period))
            yield Item("変更後の実施期間", _days(later.new_period))
        yield from enclosed(later, *((("変更収支予算書", True),) if later.budget_changes else ()))

    body = f"{later.programme.title}について、下記のとおり計画を変更したいので、承認を申請します。"
    return letter(face, later, body, items(), "change")


def _days(period: Period) -> str:
    return f"{wareki(period.start)}から{wareki(period.end)}まで"


def _changed_budget(face: Face, later: Later) -> FormPaper:
    """変更収支予算書: before, after and the difference."""
    heads = ("変更前", "変更後", "増減")
    parts = (
        *project_pair(later),
        money_grid("１　収入の部", worded_rows(later, later.changed_income), heads),
        money_grid("２　支出の部", later.changed_costs, heads),
    )
    return sheet_pdf(SheetFacts(face, parts, f"{wareki(later.day)}現在", signers_of(later, "changed_budget")))


def _stop(face: Face, later: Later) -> FormPaper:
    def items() -> Iterator[Item]:
        yield from grant_items(later)
        yield from _stops(later)
        yield from said_items(later, "reason")
        yield Item("既執行額", yen(later.cost))
        yield from said_items(later, "pay_back")
        yield from enclosed(later)

    return letter(face, later, f"{later.programme.title}について、下記のとおり補助事業を中止（廃止）したいので、"
                   "承認を申請します。", items(), "stop")  # fmt: skip


def _stops(later: Later) -> Iterator[Item]:
    """中止・廃止の別, and from when on: a suspension has a period, an end has a day."""
    kind = later.values.get(STOP_KIND)
    yield Item(SAID[STOP_KIND].label, ticks=tuple((word, kind == each) for each, word in STOPS.items()))
    if kind == SUSPENDED:
        days = (later.values.get(each) for each in ("stop_from", "stop_to"))
        start, end = (wareki(date.fromisoformat(each)) if each else "" for each in days)
        yield Item("中止の期間", f"{start}から{end}まで")
    elif kind == ABANDONED:
        yield from said_items(later, "stop_day")


def _withdraw(face: Face, later: Later) -> FormPaper:
    def items() -> Iterator[Item]:
        yield from grant_items(later)
        yield from said_items(later, "reason")
        yield from enclosed(later)

    return letter(
        face, later, f"{later.programme.title}の交付の申請を、下記のとおり取り下げます。", items(), "withdraw"
    )


def _decline(face: Face, later: Later) -> FormPaper:
    """辞退届: what the decision gave is not taken."""

    def items() -> Iterator[Item]:
        yield from grant_items(later)
        yield from said_items(later, "reason")
        yield from enclosed(later)

    answer = decision_words(later.programme)[0]
    told = answer if answer.endswith("通知") else f"{answer}の通知"
    body = f"{later.programme.title}について、{told}を受けましたが、下記のとおり補助金の交付を辞退します。"
    return letter(face, later, body, items(), "decline")


def _report(face: Face, later: Later) -> FormPaper:
    """補助事業実績報告書."""

    def items() -> Iterator[Item]:
        yield from grant_items(later)
        yield from said_items(later, "done_from", "done_to", "place", "done", "people", "ages", "staff", "insurance",
                         "effect", "issues")  # fmt: skip
        yield Item("補助事業に要した経費", yen(later.cost))
        for label, said in settled_words(later.settlement, later.programme):
            yield Item(label, said)
        if later.paid or (later.settlement.made is not None and later.cost):
            yield Item("既受領額", yen(later.paid))
            yield Item("差引（過不足）", _left(later.left))
        yield from enclosed(later, ("収支決算書", True), ("領収書等整理表", True), ("領収書の写し", later.copies),
                             ("写真", later.photos > 0))  # fmt: skip

    return letter(
        face, later, f"{later.programme.title}に係る補助事業が完了したので、下記のとおり報告します。", items(), "report"
    )


def _left(yen_left: int) -> str:
    """What is still to be paid of the grant, or was paid too much."""
    if not yen_left:
        return "過不足なし"
    return f"不足　{yen(yen_left)}" if yen_left > 0 else f"超過　{yen(-yen_left)}"


def _accounts(face: Face, later: Later) -> FormPaper:
    """収支決算書: planned, actual and the difference, income and expense equal."""
    made = later.settlement
    parts = (
        *project_pair(later),
        *(Pair(label, said) for label, said in settled_words(made, later.programme)),
        replace(money_grid("１　収入の部", worded_rows(later, made.came_in)), note=from_plan_sentence(made)),
        _spent(later),
        *way(made, later.programme),
    )
    return sheet_pdf(SheetFacts(face, parts, f"{wareki(later.day)}現在", signers_of(later, "accounts")))


def _spent(later: Later) -> Grid:
    """支出の部, each heading with the numbers of its receipts (証拠書類番号)."""
    numbers: dict[str, list[str]] = {}
    for each in sorted(later.receipts, key=lambda each: each.number):
        numbers.setdefault(each.category, []).append(str(each.number))
    made = later.settlement
    rows = tuple(
        (*line, "、".join(numbers.get(each.category, ())))
        for each, line in zip(made.plan, made.went_out, strict=True)
    )  # fmt: skip
    plain = money_grid("２　支出の部", made.went_out)
    columns = (*plain.columns, GridColumn("証拠書類番号", share=1.0))
    total = (*(plain.total or ()), None)
    return replace(
        plain, columns=columns, rows=rows, total=total, note=worded(later.programme, accounts_sentence(made))
    )


def _receipts(face: Face, later: Later) -> FormPaper:
    """領収書等整理表: one line for each entry of the cash book the grant pays for, with its voucher number."""
    columns = (
        GridColumn("番号", Holds.CODE),
        GridColumn("日付", Holds.SHORT),
        GridColumn("支払先", Holds.TEXT, 1.0),
        GridColumn("内容", Holds.TEXT, 1.2),
        GridColumn("科目", Holds.TEXT, 0.9),
        GridColumn("金額", Holds.NUMBER),
        GridColumn("うち対象額", Holds.NUMBER),
        GridColumn("領収書番号", Holds.TEXT, 0.7),
        GridColumn("備考", Holds.TEXT, 0.8),
    )
    rows = tuple(
        (str(each.number), f"{each.day.month}月{each.day.day}日", each.partner, each.text,
         later.categories.get(each.category, ""), each.whole, each.yen,
         each.receipt, receipt_note(each, enclosed=later.copies))
        for each in later.receipts
    )  # fmt: skip
    total = ("計", None, None, None, None, summed(rows, 5), summed(rows, 6), None, None)
    note = "番号は、出納帳の証拠書類番号です。領収書は、この表の順に並べます。"
    grid = Grid("領収書等", columns, rows, total, "円", note=note, compact=True)
    return sheet_pdf(SheetFacts(replace(face, lying=True), (*project_pair(later), grid), f"{wareki(later.day)}現在"))


def _tax_report(face: Face, later: Later) -> FormPaper:
    """仕入れに係る消費税等相当額報告書, of a group that pays consumption tax."""

    def items() -> Iterator[Item]:
        yield from grant_items(later)
        if later.settled is not None:
            yield Item("確定額", written_out(later.settled))
        yield from said_items(later, "tax_settled", "tax_final", "tax_back", "tax_how")
        yield from enclosed(later)

    body = f"{later.programme.title}に係る消費税及び地方消費税の仕入控除税額が確定したので、下記のとおり報告します。"
    return letter(face, later, body, items(), "tax_report")


def _claim(face: Face, later: Later) -> FormPaper:
    """補助金請求書: what is settled, what was paid already, what is asked for now: something always is."""
    settled = (("確定額", later.settled),) if later.settled is not None else ()
    reckoning = (*settled, ("既受領額", later.paid), ("今回請求額", later.claimed),
                 ("残額", later.yen - later.paid - later.claimed))  # fmt: skip
    return claim(face, later, "claim", later.claimed, reckoning)


def _advance(face: Face, later: Later) -> FormPaper:
    """補助金請求書（概算払）."""
    wanted = later.values.get("advance_amount")
    asked = wanted if isinstance(wanted, int) else 0
    return claim(face, later, "advance", asked, (("今回請求額", asked), ("残額", later.yen - asked)))


Draw = Callable[[Face, Later], FormPaper]
_DRAW: Mapping[str, Draw] = {
    "change": _change,
    "changed_budget": _changed_budget,
    "progress": progress,
    "progress_costs": progress_costs,
    "tax_report": _tax_report,
    "disposal": disposal,
    "stop": _stop,
    "withdraw": _withdraw,
    "decline": _decline,
    "advance": _advance,
    "report": _report,
    "accounts": _accounts,
    "receipts": _receipts,
    "claim": _claim,
    "report_claim": lambda face, later: _claim(face, replace(later, wanted=(), enclosed=())),  # the report lists them
}
