"""開示 (登録されている内容): everything held of one person, to be handed to that person; and 匿名化の記録."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from kobe_desk.core.clock import JST
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _
from kobe_desk.modules.members.papers.heads import draw_list_head
from kobe_desk.modules.members.usecases.anonymising import Certificate
from kobe_desk.modules.members.usecases.disclosing import Disclosure
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import LIST, LIST_CELL
from kobe_desk.paper.table import LIST_TABLE, Column, Kind, Table, draw_table

TITLE = "登録されている内容（開示）"
SEXES = {"female": "女", "male": "男", "other": "その他"}
PURPOSES = {
    "distribution": "名簿への掲載",
    "emergency": "災害時の連絡",
    "circulars": "回覧・配布物",
    "helpers": "担い手の紹介",
}
FIELDS = {"name": "氏名", "address": "住所", "phone": "電話", "family": "家族の氏名", "photo": "写真"}
KINDS = {
    "distribution": "配布用名簿",
    "xlsx": "表（XLSX）",
    "csv": "表（CSV）",
    "vcard": "連絡先（vCard）",
    "ical": "カレンダー（iCalendar）",
    "paper": "印刷",
}
_NOTE = "訂正・利用停止を希望されるときは、役員にお申し出ください。この用紙はご本人にだけお渡しします。"

_SHUT = (
    "封の引き出し（要配慮個人情報・避難行動要支援者名簿）は開けずに作りました。"
    "その中に登録があるかどうかは、この用紙ではわかりません。"
)
_ENTRY = {
    "name": "氏名", "kana": "ふりがな", "birth": "生年月日", "sex": "性別", "address": "住所", "phone": "電話",
    "reason": "支援が必要なわけ", "contact": "緊急連絡先", "helpers": "支援する人", "refuge": "避難先", "notes": "備考",
}  # fmt: skip


def disclosure_pdf(held: Disclosure) -> bytes:
    """All that is held of a person as a PDF. Raises MissingGlyph."""
    facts = PaperFacts(TITLE, author=held.association, made=held.on, sample=held.sample)
    flow = Flow(Paper(facts, LIST), partial(_head, held))
    _head(held, flow)
    flow.text(_NOTE, LIST_CELL.at(9.5))
    if held.drawer and held.sealed is None:
        flow.text(_SHUT, LIST_CELL.at(9.5))
    with flow.paper.owner(held.person.name):
        for title, columns, rows in _tables(held):
            flow.gap(4)
            draw_table(flow, Table(columns, LIST_TABLE, title=title, empty="登録はありません。"), rows)
    return flow.paper.finish()


def certificate_pdf(done: Certificate, association: str, who: str, sample: bool = False) -> bytes:
    """匿名化の記録: what was wiped when and by whom, without a name of those it was about."""
    flow = Flow(Paper(PaperFacts("匿名化の記録", author=association, made=done.day, sample=sample), LIST))
    draw_list_head(flow, "匿名化の記録", f"{association}　{era.wareki(done.day)}", tag="")
    rows = (
        ("匿名化した日", era.both_calendars(done.day)),
        ("匿名化した人数", f"{done.entries}名"),
        ("住所を消した世帯", f"{done.households}世帯"),
        ("内容を消した操作の記録", f"{done.erased}件"),
        ("行った人", who),
        *_drawer_line(done),
        ("残したもの", "在籍の期間、役職の期間、会費と出納の金額、人数と世帯数"),
        ("残る場所", "この日より前のバックアップ（入れ替わるまで）、すでに渡した紙とファイル"),
    )
    draw_table(flow, Table((Column("項目", 52, tinted=True), Column("内容", 123)), LIST_TABLE), rows)
    return flow.paper.finish()


def _drawer_line(done: Certificate) -> Iterator[tuple[str, str]]:
    if done.drawer:
        cut = f"{done.sealed}件を消しました。" if done.sealed else ""
        yield "封の引き出し（要配慮）", f"{cut}操作の記録の中の分も、二度と開けません。"


def _head(held: Disclosure, flow: Flow) -> None:
    draw_list_head(flow, TITLE, f"{held.association}　{era.wareki(held.on)}現在", f"{held.person.name} 様")


def _tables(held: Disclosure) -> Iterator[tuple[str, tuple[Column, ...], list[tuple[str, ...]]]]:
    yield "本人", _PAIR, list(_person(held))
    yield (
        "氏名と世帯の移り変わり",
        (
            Column("期間", 50, size=9.5),
            Column("氏名", 40, kind=Kind.NAME),
            Column("続柄", 20),
            Column("住所", 65, size=9.5),
        ),
        [
            (_period(row.first, row.last), row.name, "世帯主" if row.head else row.relation, row.address)
            for row in held.states
        ],
    )
    yield (
        "役職",
        (Column("役職", 60), Column("任期", 115)),
        [(row.office, _period(row.start, row.end)) for row in held.terms],
    )
    yield (
        "同意",
        (Column("目的", 40), Column("項目", 28), Column("答え", 22, "center"), Column("期間", 50, size=9),
         Column("確認", 35, size=9)),
        [(PURPOSES.get(row.purpose, row.purpose), FIELDS.get(row.field, row.field),
          "同意する" if row.given else "しない", _period(row.first, row.last), row.evidence) for row in held.consents],
    )  # fmt: skip
    yield (
        "会費（世帯）",
        (Column("集金", 60), Column("額", 30, "right"), Column("納入", 30, "right"), Column("免除の理由", 55)),
        [(row.title, f"{row.amount:,}円", f"{row.paid:,}円", row.exempt) for row in held.dues],
    )
    yield (
        "名簿の提供",
        (Column("提供日", 26), Column("渡した先", 40), Column("目的", 64, size=9.5), Column("形", 45, size=9.5)),
        [(era.short(row.day), row.recipient, row.purpose, KINDS.get(row.kind, row.kind)) for row in held.provisions],
    )
    yield from _sealed(held)
    yield (
        "登録の変更",
        (Column("日時", 40), Column("行った人", 45), Column("内容", 90)),
        [(f"{row.at.astimezone(JST):%Y-%m-%d %H:%M}", row.who, _(row.label)) for row in held.changes],
    )


def _sealed(held: Disclosure) -> Iterator[tuple[str, tuple[Column, ...], list[tuple[str, ...]]]]:
    """What lies in the drawer, a table for each list; none at all says so, too."""
    if held.sealed is None:
        return
    for each in held.sealed:
        entry = each.entry
        said = {name: getattr(entry, name) for name in _ENTRY}
        said |= {"birth": era.wareki(entry.birth) if entry.birth else "", "sex": SEXES.get(entry.sex, "")}
        came = f"{each.title}（{each.source}から {era.wareki(each.received)}に受領）"
        facts = [(label, str(said[name])) for name, label in _ENTRY.items() if said[name]]
        yield "封の引き出し（要配慮）", _PAIR, [("名簿", came), *facts]
    if not held.sealed and held.drawer:
        yield "封の引き出し（要配慮）", _PAIR, []


_PAIR = (Column("項目", 42, tinted=True), Column("内容", 133))


def _person(held: Disclosure) -> Iterable[tuple[str, str]]:
    person, home = held.person, held.home
    birth = era.wareki(person.birth) if person.birth else person.birth_part
    address = (
        " ".join(filter(None, (home.postal_code and f"〒{home.postal_code}", home.address, home.building)))
        if home
        else ""
    )
    stays = "、".join(_period(first, last) for first, last in held.memberships)
    facts = (
        ("氏名（ふりがな）", f"{person.name}（{person.kana}）" if person.kana else person.name),
        ("生年月日", birth),
        ("性別", SEXES.get(person.sex, "")),
        ("班・戸番", " ".join(filter(None, (held.area, home.house_number if home else "")))),
        ("住所", address),
        ("電話", "、".join(filter(None, (person.phone, person.mobile, home.phone if home else "")))),
        ("メール", person.mail),
        ("会員番号", person.number),
        ("在籍", stays),
        ("死亡", era.wareki(held.died) if held.died else ""),
        ("備考", person.notes),
        *((("写真", "1枚（画面でお見せします）"),) if held.photo else ()),
        *held.noted,
    )
    return tuple(
        (label, value or "（登録なし）") for label, value in facts if value or label not in ("死亡", "会員番号")
    )


def _period(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return "はじめから現在まで"
    return f"{era.wareki(first) if first else 'はじめ'}〜{era.wareki(last) if last else '現在'}"
