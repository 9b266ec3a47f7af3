"""Papers of the later stages of a grant (変更, 実績報告, 請求 …): which there are, and what each of them says.

What they say has names like the questions of a programme, so that boxes on the office's own form can hold it: a
programme `laid_on` such a form knows these names beside its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kobe_desk.modules.subsidies.rules.definition import (
    Column,
    Field,
    FormSpec,
    Kind,
    Page,
    Programme,
    Signer,
    Table,
    Total,
)
from kobe_desk.modules.subsidies.rules.life import ABANDONED, REPORT, SUSPENDED, Decided, decides

PREFIX = "later_"
"""Before the names of what later papers say; no question of a programme may begin with it."""
FORM = "later-"
"""Before the name of a later paper where it is a form; no form of a programme can be called so."""
REPORT_CLAIM = "report_claim"
"""The claim that goes with a report, where no amount is decided before."""
CHANGED_BUDGET = "changed_budget"
"""The paper that a change hands in only where its budget becomes another one."""
WITHDRAW, DECLINE = "withdraw", "decline"
"""The application is taken back (取下げ), or what was decided is declined (辞退)."""
STOPS: Mapping[str, str] = {SUSPENDED: "中止", ABANDONED: "廃止"}
"""中止・廃止の別, as the papers call it."""
_MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class LaterPaper:
    """A paper that the association hands in at a stage. `signers`: who signs it, one after the other."""

    name: str
    title: str
    stage: str
    says: tuple[str, ...]
    signers: tuple[str, ...] = ("chair",)

    @property
    def form(self) -> str:
        """How it is called as a form."""
        return f"{FORM}{self.name}"


_GRANT = ("day", "number", "decision_day", "decision_no", "decided")
_DONE = ("done_from", "done_to", "place", "done", "people", "ages", "staff", "insurance", "effect", "issues")
_STOP = ("stop_kind", "stop_from", "stop_to", "stop_day")
_ASSET = ("asset_number", "asset_name", "bought", "price", "price_share", "asset_place", "bound_until",
          "disposal_kind", "disposal_why", "disposal_day", "proceeds", "pay_back")  # fmt: skip
PAPERS: tuple[LaterPaper, ...] = (
    LaterPaper("change", "補助事業変更承認申請書", "changed",
               (*_GRANT, "change_why", "change", "new_yen", "more", "new_from", "new_to", "enclosed")),
    LaterPaper(CHANGED_BUDGET, "変更収支予算書", "changed", ("day", "number", "changed_income", "changed_costs")),
    LaterPaper("progress", "補助事業遂行状況報告書", "progress",
               (*_GRANT, "as_of", "so_far", "share", "spent_so_far", "late_why", "end_expected", "enclosed")),
    LaterPaper("progress_costs", "遂行状況の内訳書", "progress", ("day", "number", "as_of", "progress")),
    LaterPaper("stop", "補助事業中止（廃止）承認申請書", "stopped",
               (*_GRANT, *_STOP, "reason", "executed", "pay_back", "enclosed")),
    LaterPaper(WITHDRAW, "補助金交付申請取下書", "withdrawn", (*_GRANT, "reason", "enclosed")),
    LaterPaper(DECLINE, "補助金交付辞退届", "withdrawn", (*_GRANT, "reason", "enclosed")),
    LaterPaper("advance", "補助金請求書（概算払）", "advance", ("advance", *_GRANT, "enclosed")),
    LaterPaper("report", "補助事業実績報告書", "report", (*_GRANT, *_DONE, "cost", "settlement", "paid", "left",
                "enclosed")),
    LaterPaper("accounts", "収支決算書", "report", ("day", "number", "income", "spent"), ("chair", "treasurer")),
    LaterPaper("receipts", "領収書等整理表", "report", ("day", "number", "receipts"), ()),
    LaterPaper(REPORT_CLAIM, "補助金請求書", REPORT, ("claim", *_GRANT, "settled", "paid")),
    LaterPaper("claim", "補助金請求書", "claim", ("claim", *_GRANT, "settled", "paid", "enclosed")),
    LaterPaper("tax_report", "仕入れに係る消費税等相当額報告書", "tax_report",
               (*_GRANT, "settled", "tax_settled", "tax_final", "tax_back", "tax_how", "enclosed")),
    LaterPaper("disposal", "財産処分承認申請書", "disposal", (*_GRANT, *_ASSET, "enclosed")),
)  # fmt: skip
"""In the order they are handed in at their stage."""


def _asked(name: str, label: str, kind: Kind = Kind.TEXT, *, required: bool = False, unit: str = "") -> Field:
    return Field(f"{PREFIX}{name}", kind, label, required=required, unit=unit)


def _table(name: str, label: str, columns: Mapping[str, tuple[str, Kind]], summed: tuple[str, ...]) -> Table:
    made = tuple(Column(Field(key, kind, head), {}) for key, (head, kind) in columns.items())
    totals = tuple(Total(each, each) for each in summed)
    return Table(f"{PREFIX}{name}", label, made, totals, max_rows=_MOST_ROWS)


_MONEY = {
    "label": ("科目", Kind.TEXT),
    "planned": ("予算額", Kind.YEN),
    "actual": ("決算額", Kind.YEN),
    "difference": ("差引", Kind.YEN),
}
_PROGRESS = {
    "label": ("科目", Kind.TEXT),
    "planned": ("予算額", Kind.YEN),
    "actual": ("支出済額", Kind.YEN),
    "left": ("残額", Kind.YEN),
    "share": ("進捗（％）", Kind.INTEGER),
}
_RECEIPT = {
    "number": ("番号", Kind.TEXT),
    "day": ("日付", Kind.DATE),
    "partner": ("支払先", Kind.TEXT),
    "text": ("内容", Kind.TEXT),
    "category": ("科目", Kind.TEXT),
    "whole": ("金額", Kind.YEN),
    "amount": ("うち対象額", Kind.YEN),
    "receipt": ("領収書番号", Kind.TEXT),
    "note": ("備考", Kind.TEXT),
}
_CHANGE = {
    "label": ("科目", Kind.TEXT),
    "before": ("変更前", Kind.YEN),
    "after": ("変更後", Kind.YEN),
    "difference": ("増減", Kind.YEN),
}
SAID: Mapping[str, Field | Table] = {
    "day": _asked("day", "書類の日付", Kind.DATE, required=True),
    "number": _asked("number", "文書番号"),
    "decision_day": _asked("decision_day", "交付決定の日", Kind.DATE),
    "decision_no": _asked("decision_no", "交付決定の番号"),
    "decided": _asked("decided", "交付決定額", Kind.YEN),
    "change_why": _asked("change_why", "変更の理由", Kind.LONGTEXT, required=True),
    "change": _asked("change", "変更の内容", Kind.LONGTEXT, required=True),
    "new_yen": _asked("new_yen", "変更後の申請額", Kind.YEN),
    "more": _asked("more", "増減", Kind.YEN),
    "new_from": _asked("new_from", "変更後の開始日", Kind.DATE),
    "new_to": _asked("new_to", "変更後の終了日", Kind.DATE),
    "reason": _asked("reason", "理由", Kind.LONGTEXT, required=True),
    "stop_kind": _asked("stop_kind", "中止・廃止の別", required=True),
    "stop_from": _asked("stop_from", "中止期間の初日", Kind.DATE),
    "stop_to": _asked("stop_to", "中止期間の末日", Kind.DATE),
    "stop_day": _asked("stop_day", "廃止日", Kind.DATE),
    "executed": _asked("cost", "既執行額", Kind.YEN),
    "advance": _asked("advance", "請求額（概算払）", Kind.YEN, required=True),
    "done_from": _asked("done_from", "着手した日", Kind.DATE, required=True),
    "done_to": _asked("done_to", "完了した日", Kind.DATE, required=True),
    "place": _asked("place", "実施した場所"),
    "done": _asked("done", "実施した内容", Kind.LONGTEXT, required=True),
    "people": _asked("people", "参加した人数", Kind.INTEGER, unit="人"),
    "ages": _asked("ages", "年齢別の人数", Kind.LONGTEXT),
    "staff": _asked("staff", "係の人数", Kind.INTEGER, unit="人"),
    "insurance": _asked("insurance", "行事の保険"),
    "effect": _asked("effect", "成果", Kind.LONGTEXT, required=True),
    "issues": _asked("issues", "残った課題", Kind.LONGTEXT),
    "cost": _asked("cost", "補助事業に要した経費", Kind.YEN),
    "settlement": _asked("settlement", "補助金精算額", Kind.YEN),
    "left": _asked("left", "差引（過不足）", Kind.YEN),
    "claim": _asked("claim", "請求額", Kind.YEN, required=True),
    "settled": _asked("settled", "確定額", Kind.YEN),
    "paid": _asked("paid", "既受領額", Kind.YEN),
    "enclosed": _asked("enclosed", "そえる書類", Kind.LONGTEXT),
    "income": _table("income", "収入の部", _MONEY, ("planned", "actual", "difference")),
    "spent": _table("spent", "支出の部", _MONEY, ("planned", "actual", "difference")),
    "receipts": _table("receipts", "領収書等", _RECEIPT, ("whole", "amount")),
    "as_of": _asked("as_of", "支出済額をまとめた日", Kind.DATE, required=True),
    "so_far": _asked("so_far", "これまでに行ったこと", Kind.LONGTEXT, required=True),
    "share": _asked("share", "事業全体の進捗", Kind.INTEGER, unit="％"),
    "spent_so_far": _asked("spent_so_far", "支出済額", Kind.YEN),
    "late_why": _asked("late_why", "遅延の理由", Kind.LONGTEXT),
    "end_expected": _asked("end_expected", "完了見込日", Kind.DATE, required=True),
    "tax_settled": _asked("tax_settled", "額の確定の時の仕入控除税額", Kind.YEN, required=True),
    "tax_final": _asked("tax_final", "申告で確定した仕入控除税額", Kind.YEN, required=True),
    "tax_back": _asked("tax_back", "補助金の返還額", Kind.YEN, required=True),
    "tax_how": _asked("tax_how", "算出の根拠", Kind.LONGTEXT),
    "asset_number": _asked("asset_number", "財産の番号"),
    "asset_name": _asked("asset_name", "財産の名称", required=True),
    "bought": _asked("bought", "取得した日", Kind.DATE, required=True),
    "price": _asked("price", "取得価格", Kind.YEN, required=True),
    "price_share": _asked("price_share", "うち補助金の額", Kind.YEN, required=True),
    "asset_place": _asked("asset_place", "保管の場所"),
    "bound_until": _asked("bound_until", "処分制限の期限", Kind.DATE),
    "disposal_kind": _asked("disposal_kind", "処分の方法", required=True),
    "disposal_why": _asked("disposal_why", "処分の理由", Kind.LONGTEXT, required=True),
    "disposal_day": _asked("disposal_day", "処分の予定日", Kind.DATE, required=True),
    "proceeds": _asked("proceeds", "処分による収入の額", Kind.YEN),
    "pay_back": _asked("pay_back", "補助金の返還額", Kind.YEN),
    "progress": _table("progress", "支出の部", _PROGRESS, ("planned", "actual", "left")),
    "changed_income": _table("changed_income", "収入の部", _CHANGE, ("before", "after", "difference")),
    "changed_costs": _table("changed_costs", "支出の部", _CHANGE, ("before", "after", "difference")),
}
"""What later papers say, as the forms themselves call it, in the language of the forms."""


def papers_at(programme: Programme, stage: str) -> tuple[LaterPaper, ...]:
    """The papers of a stage, in the order they are handed in; a stage where only the office writes has none.

    Where no amount is decided on the way (E: for each event), the claim goes with the report, and nothing is declined.
    """
    claims_apart = any(each.id == "claim" for each in programme.stages) or decides(programme)
    never = {*((REPORT_CLAIM,) if claims_apart else ()), *(() if decides(programme) else (DECLINE,))}
    return tuple(each for each in PAPERS if each.stage == stage and each.name not in never)


def fits_decision(programme: Programme, paper: LaterPaper, known: Decided) -> bool:
    """False of a 取下書 once something was decided, and of a 辞退届 before it; true of every other paper."""
    declines = decides(programme) and known != Decided()
    return paper.name != (WITHDRAW if declines else DECLINE)


def title_of(programme: Programme, paper: LaterPaper) -> str:
    """The title as the programme has it; a grant that was only announced is declined by a form of its own name."""
    only_announced = paper.name == DECLINE and "予定" in decision_words(programme)[0]
    return "計画変更（辞退）届" if only_announced else worded(programme, paper.title)


def worded(programme: Programme, text: str) -> str:
    """Words of a later paper as the programme has them: some call their money 助成金."""
    if not any("助成金" in each.title for each in programme.forms):
        return text
    return text.replace("補助金", "助成金").replace("補助事業", "助成事業")


def decision_words(programme: Programme) -> tuple[str, str]:
    """What the office's answer to the application is called, and the amount in it: 交付予定額の通知 is no decision."""
    titles = (each.title for each in programme.stages if "decision_no" in each.records)
    title = next(titles, "交付決定")
    return title, "交付予定額" if "予定" in title else "交付決定額"


def paper_of(form: str) -> LaterPaper | None:
    """The later paper behind a form; None for a form of the application."""
    return next((each for each in PAPERS if each.form == form), None)


def stage_of(form: str) -> str:
    """The later stage a form belongs to; empty for a form of the application."""
    paper = paper_of(form)
    return paper.stage if paper else ""


def signers(programme: Programme, paper: LaterPaper) -> tuple[Signer, ...]:
    """Whom the definition names for a form of its own by this name; else the usual offices, one after the other."""
    own = next((each for each in programme.forms if each.id == paper.name), None)
    if own and own.signers:
        return tuple(sorted(own.signers, key=lambda each: each.order))
    return tuple(Signer(role, order) for order, role in enumerate(paper.signers, 1))


def form_of(programme: Programme, paper: LaterPaper) -> FormSpec:
    """The paper as a form that boxes are laid on."""
    names = tuple(SAID[each].id for each in paper.says)
    return FormSpec(paper.form, title_of(programme, paper), "later", fields=names, signers=signers(programme, paper))


def laid_on(programme: Programme, form: str) -> Programme:
    """The programme as the boxes on a form see it: on a later paper, what that says stands beside the answers."""
    paper = paper_of(form)
    if paper is None:
        return programme
    said = Page("later", title_of(programme, paper), tuple(SAID[each] for each in paper.says))
    return replace(
        programme,
        pages=(*programme.pages, said),
        forms=(*programme.forms, form_of(programme, paper)),
        sha256=f"{programme.sha256}:{form}",  # what rests on what is known by it, and is not the same here
    )
