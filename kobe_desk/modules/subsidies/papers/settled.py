"""What later papers say of the money: how the amount due came about, and whether income and costs agree."""

from collections.abc import Iterator

from kobe_desk.core.japanese.money import yen
from kobe_desk.modules.subsidies.papers.facts import Grid, GridColumn, Holds
from kobe_desk.modules.subsidies.papers.sheets import balance_sentence
from kobe_desk.modules.subsidies.papers.traces import trace_of
from kobe_desk.modules.subsidies.rules.actual import Spent
from kobe_desk.modules.subsidies.rules.costs import grant_of
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.later import decision_words
from kobe_desk.modules.subsidies.rules.settlement import Settlement

BY_COSTS = "支出から計算した額"
BY_COUNTS = "実績の数から計算した額"


def settled_words(made: Settlement, programme: Programme) -> Iterator[tuple[str, str]]:
    """確定額, once it is known; before that 精算額 and what it is the lesser of."""
    if made.settled is not None:
        yield "確定額", yen(made.settled)
        return
    found = made.made or made.counted
    if found is None:
        return
    by = BY_COSTS if made.made else BY_COUNTS
    most = "交付申請額" if made.decided is None else decision_words(programme)[1]
    yield "精算額", f"{yen(made.due)}（{by}{yen(found.yen)}と、{most}{yen(made.most)}の少ない方）"


def way(made: Settlement, programme: Programme) -> Iterator[Grid]:
    """The way from the costs to the amount by the rule; not where it rests on figures that nobody has confirmed."""
    amount = programme.amount(grant_of(programme))
    if made.settled is not None or made.made is None or amount is None or programme.unverified():
        return
    found = trace_of(amount, made.made, (), draft=False, alone=True)
    columns = (GridColumn("区分"), GridColumn("算式"), GridColumn("金額", Holds.NUMBER))
    *steps, last = ((each.label, each.formula, each.figure) for each in found.rows)
    rows = (*steps, (BY_COSTS, *last[1:]))  # the programme calls it what is applied for
    yield Grid("３　精算額の算定", columns, rows, unit="円", compact=True)


def receipt_note(each: Spent, *, enclosed: bool) -> str:
    """備考 of a line in the list of receipts: where the paper is filed, and that its copy is not among the copies."""
    filed = f"つづり{each.filed}" if each.filed else ""
    apart = "写しは別に添付" if enclosed and not each.copied else ""
    return "、".join(filter(None, (filed, apart)))


def from_plan_sentence(made: Settlement) -> str:
    """Where a figure of the plan stands for the actual one; empty where none does."""
    labels = dict.fromkeys(each.label for each in made.income if each.planned and each.came is None)
    if not labels:
        return ""
    return f"注　{'、'.join(labels)}の決算額は、予算の額をそのまま載せている。（要確認）"


def accounts_sentence(made: Settlement) -> str:
    """Income and costs agree; or more came in, and what of the grant has to be paid back for that."""
    if not made.surplus:
        said = balance_sentence(made.cost, made.cost)
    elif made.back:
        said = (f"注　収入の計が支出の計より{yen(made.surplus)}多い。この補助金のうち{yen(made.back)}は返還する。"
                "（受け取る前の分は請求しない。）")  # fmt: skip
    else:
        said = f"注　収入の計が支出の計より{yen(made.surplus)}多い。"
    if made.made is not None and made.uncovered and made.settled is None:
        said += f"　決定前と期間外の支出{yen(made.uncovered)}は、精算額の計算に入れていない。"
    return said
