"""A small programme of the tests' own with its answers: every kind of question a form shows."""

from datetime import date
from typing import Any

from kobe_desk.modules.subsidies.papers.facts import Officer
from kobe_desk.modules.subsidies.papers.house import House
from kobe_desk.modules.subsidies.rules import build, bundle
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.values import Address, Period, PersonRef, ResolutionRef

DAY = date(2026, 4, 24)
SOURCE = """
schema = "kobe-desk/programme@1"
[programme]
id = "kokoromi"
version = "2026.1"
title = "地域活動補助金（見本）"
funder = "見本市"
addressee = "見本市長"
fiscal_year = "2026"
window = { rule = "fixed", open = "2026-04-10", close = "2026-05-29" }
keep_years = 5
basis = [{ title = "見本市補助金等の交付に関する規則" }, { title = "地域活動補助金交付要綱", article = "第9条" }]
[[choices]]
id = "costs"
options = [
  { id = "thanks", label = "報償費", eligible = true }, { id = "goods", label = "消耗品費", eligible = true },
  { id = "food", label = "食糧費（茶菓）" },
]
[[choices]]
id = "sources"
options = [{ id = "fee", label = "参加費" }, { id = "own", label = "自己資金" }]
[[stage]]
id = "apply"
title = "交付申請"
forms = ["f1", "f2", "f3", "f4", "f5", "f6"]
next = ["decided"]
[[stage]]
id = "decided"
title = "交付決定"
final = true
[[page]]
id = "who"
title = "団体"
field = [
  { id = "org", type = "text", label = "団体名", prefill = { from = "association.name" } },
  { id = "place", type = "address_jp", label = "所在地", prefill = { from = "association.address" } },
  { id = "tel", type = "phone", label = "電話番号", prefill = { from = "association.phone" } },
  { id = "head", type = "person_ref", label = "代表者", prefill = { from = "officers.chair" } },
  { id = "members", type = "integer", label = "会員数", unit = "名" },
  { id = "since", type = "date", label = "設立年月日", prefill = { from = "association.founded" } },
  { id = "resolved", type = "resolution_ref", label = "総会等の議決" },
]
[[page]]
id = "plan"
title = "計画"
field = [
  { id = "name", type = "text", label = "事業の名称" },
  { id = "during", type = "period", label = "実施期間" },
  { id = "why", type = "longtext", label = "現状と課題" },
  { id = "serves_tea", type = "yesno", label = "茶菓を出しますか" },
  { id = "tea", type = "text", label = "茶菓の内容", when = "serves_tea" },
  { id = "others", type = "text", label = "連携・協力団体", not_applicable = true },
]
table = [{ id = "schedule", label = "スケジュール", columns = [
  { id = "time", type = "text", label = "時期" }, { id = "what", type = "text", label = "内容", max = 80 },
] }]
[[page]]
id = "money"
title = "収支予算"
table = [
  { id = "income", label = "収入の部", lead = { label = "本補助金", amount = "grant", column = "amount" }, columns = [
    { id = "kind", type = "choice", label = "科目", choices = "sources" },
    { id = "amount", type = "yen", label = "予算額" }, { id = "note", type = "text", label = "摘要", max = 60 },
  ], totals = ["amount", { id = "fees", column = "amount", label = "参加費", where = 'row.kind == "fee"' }] },
  { id = "spending", label = "支出の部", columns = [
    { id = "kind", type = "choice", label = "科目", choices = "costs" },
    { id = "amount", type = "yen", label = "予算額" },
    { id = "eligible", type = "yen", label = "対象経費", computed.expr = "cat(row.kind).eligible ? row.amount : 0" },
    { id = "note", type = "text", label = "積算の内訳", max = 60 },
    { id = "booked", type = "booking_ref", label = "予約" },
  ], totals = ["amount", "eligible"] },
]
[[amount]]
id = "grant"
label = "交付申請額"
base = "totals.spending.eligible"
deduct = ["totals.income.fees"]
rate = "1/2"
cap = 300000
round = { mode = "down", unit = 1000 }
order = ["deduct", "rate", "cap", "round"]
[[attachment]]
id = "rules"
label = "規約"
required = true
[[attachment]]
id = "quote"
label = "見積書の写し"
[[form]]
id = "f1"
title = "地域活動補助金交付申請書"
paper = "application"
code = "様式第１号"
official = true
seal = "sign_or_seal"
fields = ["name", "org", "place", "tel", "head", "during", "resolved", "others"]
signers = [{ role = "chair", order = 1 }, { role = "treasurer", order = 2 }]
[[form]]
id = "f2"
title = "団体概要書"
paper = "organisation"
fields = ["org", "head", "place", "tel", "members", "since"]
[[form]]
id = "f3"
title = "事業計画書"
paper = "plan"
fields = ["name", "during", "why", "tea", "schedule", "others"]
[[form]]
id = "f4"
title = "収支予算書"
paper = "budget"
fields = ["name", "income", "spending"]
[[form]]
id = "f5"
title = "役員名簿"
paper = "officers"
fields = ["org"]
[[form]]
id = "f6"
title = "誓約書"
paper = "pledge"
draft_wording = true
signers = [{ role = "chair", order = 1 }]
[[figure]]
at = "amount.grant.cap"
label = "補助の上限額"
source = "募集要領"
vintage = "2024"
unverified = true
"""
HOUSE = House(
    "みなと台自治会", "みなとだいじちかい", "650-0000", "神戸市中央区みなと台三丁目2番1号", "078-000-0000",
    area="みなと台一丁目から三丁目まで", fee="1世帯 月額300円", contact_name="書記　辻󠄀本　勝",
    contact_phone="078-000-0001", mail="minatodai@example.jp", chair="古い会長",
    officers=(
        Officer("会長", "髙橋　和代", "たかはし　かずよ", date(1958, 5, 12), "女", "神戸市中央区みなと台三丁目4番8号"),
        Officer("会計", "𠮷田　恵子", "よしだ　けいこ", date(1964, 8, 17), "女", "神戸市中央区みなと台二丁目7番1号"),
    ),
)  # fmt: skip


def programme(change: str = "", to: str = "") -> Programme:
    """The programme, a piece of its source replaced."""
    assert change in SOURCE
    return programme_of(SOURCE.replace(change, to))


def programme_of(source: str) -> Programme:
    return build.programme(bundle.Bundle(bundle.plain(source.encode(), "programme.toml")))


def answers(**more: Any) -> Answers:
    """Answers to all of it; a table's rows are added by the tests that want others."""
    made = Answers()
    given: dict[str, Any] = {
        "org": "みなと台自治会", "place": Address("650-0000", "神戸市中央区みなと台三丁目2番1号"),
        "tel": "078-000-0000", "head": PersonRef("p1", "髙橋　和代", "たかはし　かずよ", "会長"), "members": 748,
        "since": date(1979, 4, 1),
        "resolved": ResolutionRef("r1", "第4号議案", date(2026, 4, 19), "申請の件", "可決", "令和8年度通常総会"),
        "name": "みんなの<b>防災</b>&amp;交流フェスタ", "during": Period(date(2026, 7, 1), date(2027, 1, 31)),
        "why": "坂道の上の𠮷野家の前から、辻󠄀本さん宅まで歩けない。", "serves_tea": False, "tea": "どら焼き400個",
    } | more  # fmt: skip
    for name, value in given.items():
        made = made.with_answer(name, value if isinstance(value, Answer) else Answer(value))
    return made.with_answer("org", Answer(given["org"], origin=Origin.PREFILL, source="団体の控え"))


def with_rows(one: Answers, spending: int = 3, income: int = 2, schedule: int = 2, yen: int = 33_333) -> Answers:
    for number in range(schedule):
        one = one.with_row("schedule", {"time": f"{number + 5}月", "what": f"第{number + 1}回 打合せとチラシの作成"})
    for number in range(income):
        one = one.with_row("income", {"kind": "fee", "amount": 10_000, "note": f"100円×{100 + number}人"})
    for number in range(spending):
        kind = ("thanks", "goods", "food")[number % 3]
        one = one.with_row("spending", {"kind": kind, "amount": yen + number, "note": f"材料{number}番 1式"})
    return one


def evaluated(one: Answers, of: Programme | None = None) -> Evaluation:
    return evaluate(of or programme(), one, DAY)
