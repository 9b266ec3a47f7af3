"""A programme of the tests' own on the desk: questions that decide whether others are asked, near and far."""

import re
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.records import Records
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import OwnProgramme
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Origin
from kobe_desk.modules.subsidies.rules.bundle import Bundle, plain
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.values import BankAccount
from kobe_desk.modules.subsidies.usecases import application, begin_application, save_answers

SOURCE = """
schema = "kobe-desk/programme@1"
[programme]
id = "ochakai"
version = "2026.1"
title = "お茶の会の補助（見本）"
funder = "見本市"
addressee = "見本市長"
fiscal_year = "2026"
window = { open = "2026-04-10", close = "2027-01-31" }
keep_years = 5
teaching = true
[[choices]]
id = "costs"
options = [{ id = "goods", label = "消耗品費", eligible = true }, { id = "food", label = "食糧費", eligible = false }]
[[condition]]
id = "is_large"
expr = "has_guests && guests >= 100"
[[page]]
id = "first"
title = "はじめに"
field = [
  { id = "name", type = "text", label = "会の名前", required = true },
  { id = "tea", type = "yesno", label = "茶菓あり", required = true },
  { id = "tea_near", type = "yen", label = "茶菓代", required = true, min = 0, when = "tea" },
  { id = "has_guests", type = "yesno", label = "来賓あり" },
  { id = "guests", type = "integer", label = "来賓の数", unit = "名", when = "has_guests" },
]
[[page]]
id = "second"
title = "つぎに"
field = [
  { id = "aim", type = "longtext", label = "目的" },
  { id = "mail", type = "text", label = "連絡メール", retain = true, when = "has_guests" },
  { id = "doubled", type = "yen",\
 label = "来賓の倍", retain = true, when = "has_guests", computed.expr = "guests * 2" },
  { id = "account", type = "bank_account", label = "振込先", masked = true },
]
[[page]]
id = "third"
title = "二つあと"
field = [
  { id = "tea_far", type = "yen", label = "遠い茶菓代", required = true, min = 0, when = "tea" },
  { id = "depends", type = "text", label = "名前によるわけ", depends_on = ["name"] },
]
[[page]]
id = "hall"
title = "大きな会場"
when = "is_large"
field = [{ id = "hall_cost", type = "yen", label = "会場の費用", required = true, min = 0 }]
table = [{ id = "seats", label = "席", columns = [
  { id = "what", type = "text", label = "席の名" }, { id = "cost", type = "yen", label = "席の費用" },
], totals = ["cost"] }]
[[page]]
id = "money"
title = "お金"
table = [{ id = "spending", label = "支出", min_rows = 1, columns = [
  { id = "kind", type = "choice", label = "科目", choices = "costs" },
  { id = "amount", type = "yen", label = "金額", min = 1 },
  { id = "eligible", type = "yen", label = "うち対象", computed.expr = "cat(row.kind).eligible ? row.amount : 0" },
], totals = ["amount", "eligible"] }]
field = [{ id = "whole", type = "yen", label = "すべての費用", computed = { expr = \
"totals.spending.amount + totals.seats.cost + (tea ? tea_near + tea_far : 0) + (is_large ? hall_cost : 0)" } }]
[[amount]]
id = "grant"
label = "申請額"
base = "totals.spending.eligible"
rate = "1/2"
round = { mode = "down", unit = 1000 }
order = ["rate", "round"]
[[check]]
id = "cheap"
level = "warning"
expr = "tea_near <= 10000"
message = "茶菓が高いようです。"
[[form]]
id = "letter"
title = "お茶の会の申請書"
paper = "plan"
fields = [
  "name", "tea", "tea_near", "has_guests", "guests", "aim", "mail", "doubled", "tea_far", "depends", "hall_cost",
  "seats", "whole", "account",
]
[[form]]
id = "sums"
title = "お茶の会の収支"
paper = "budget"
fields = ["name", "spending"]
[[stage]]
id = "apply"
title = "申請"
forms = ["letter", "sums"]
final = true
[[figure]]
at = "amount.grant.rate"
label = "補助率"
source = "見本"
vintage = "見本"
[[figure]]
at = "amount.grant.round"
label = "端数"
source = "見本"
vintage = "見本"
"""
THANKS = """
[[page]]
id = "helpers"
title = "手伝い"
when = "tea"
field = [
  { id = "thanked", type = "yesno", label = "謝礼あり" },
  { id = "per_helper", type = "yen", label = "謝礼の額", computed.expr = "totals.thanks.cost" },
]
table = [{ id = "thanks", label = "謝礼", when = "thanked", columns = [
  { id = "who", type = "text", label = "相手", required = true },
  { id = "cost", type = "yen", label = "金額", min = 1 },
  { id = "twice", type = "yen", label = "二回分", computed.expr = "row.cost * 2" },
], totals = ["cost", "twice"] }]
[[amount]]
id = "gifts"
label = "謝礼の補助"
base = "totals.thanks.cost"
round = { mode = "down", unit = 1000 }
order = ["round"]
[[check]]
id = "dear"
level = "warning"
expr = "totals.thanks.cost <= 5000"
message = "謝礼が高いようです。"
[[form]]
id = "list"
title = "謝礼の一覧"
paper = "plan"
fields = ["name", "thanked", "per_helper", "thanks"]
[[figure]]
at = "amount.gifts.round"
label = "端数"
source = "見本"
vintage = "見本"
"""
"""More at the end of the programme: a table that its own condition hides, on a page that another one hides."""
ACCOUNT = BankAccount("みなと銀行", "坂上支店", "普通", "0012345", "みなと坂自治会", "ﾐﾅﾄｻﾞｶｼﾞﾁｶｲ")


def programme(more: str = "") -> Programme:
    """The programme, with more at the end of its file; the forms in it go with the application."""
    forms = "".join(f', "{each}"' for each in re.findall(r'^\[\[form\]\]\nid = "(\w+)"', more, re.MULTILINE))
    source = SOURCE.replace('forms = ["letter", "sums"]', f'forms = ["letter", "sums"{forms}]')
    return library.load(Bundle(plain(f"{source}{more}".encode(), "programme.toml")))


@usecase(label=N_("Make this year's copy of a programme"), needs="subsidies.edit")
def put_on_the_desk(session: Session, more: str = "") -> str:
    """The programme as one that this desk made for this year, every figure confirmed."""
    made = programme(more)
    found = OwnProgramme(
        programme_id=made.id, fiscal_year=2026, definition=made.canonical, sha256=made.sha256,
        confirmed=[each.at for each in made.figures],
    )  # fmt: skip
    session.add(found)
    session.flush()
    return f"own:{found.id}"


def begun(records: Records, more: str = "") -> UUID:
    """An application to it."""
    return records.do(begin_application, records.do(put_on_the_desk, more).result).result


def answered(records: Records, more: str = "") -> UUID:
    """An application to it with every question that is asked answered: tea is served, and nobody is invited."""
    key = begun(records, more)
    answers = answers_of(records, key)
    given = {
        "name": "夏の茶会", "tea": True, "tea_near": 12_000, "tea_far": 34_567, "has_guests": False,
        "aim": "顔の見える関係をつくる。", "depends": "夏だから", "account": ACCOUNT,
    }  # fmt: skip
    for name, value in given.items():
        answers = answers.with_value(name, value)
    answers = answers.with_answer("mail", Answer("chakai@example.jp", origin=Origin.PREFILL, source="団体の控え"))
    answers = answers.with_row("spending", {"kind": "goods", "amount": 50_001})
    records.do(save_answers, key, answers, "money")
    return key


def answers_of(records: Records, key: UUID) -> Answers:
    return records.ask(application, key).answers


def change(records: Records, key: UUID, **given: object) -> Answers:
    """Answer some questions anew, as a page does."""
    answers = answers_of(records, key)
    for name, value in given.items():
        answers = answers.with_value(name, value)
    return records.do(save_answers, key, answers, "first").result


DAY = date(2026, 11, 25)
