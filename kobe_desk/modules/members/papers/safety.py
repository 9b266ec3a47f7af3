"""安否確認表, carried from door to door; and the code on paper of the sealed drawer."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from kobe_desk.core.japanese import era, kana
from kobe_desk.core.vault.recovery import SheetRow
from kobe_desk.modules.members.papers.heads import draw_list_head
from kobe_desk.modules.members.usecases.sealed import SafetySheet, SealedPersonRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.recovery import DRAWER, RecoverySheet, recovery_sheet
from kobe_desk.paper.styles import LEDGER, LIST_SMALL
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table

_COLUMNS = (
    Column("", 8, "center", size=9.5),
    Column("氏名（ふりがな）", 40, kind=Kind.NAME, size=11.5),
    Column("住所・電話", 55, size=9.5),
    Column("支援が必要なわけ", 42, size=9.5),
    Column("支援する人・連絡先", 52, size=9.5),
    Column("無事", 12, "center", kind=Kind.TICK),
    Column("けが", 12, "center", kind=Kind.TICK),
    Column("不在", 12, "center", kind=Kind.TICK),
    Column("時刻・見た人", 29),
)
_NOTE = (
    "見たことは人に話しません。役を退いた後も同じです（災害対策基本法49条の13）。"
    "写しを取らず、終わったら返してください。"
)


def safety_pdf(sheet: SafetySheet) -> bytes:
    """安否確認表 on A4 across, numbered, with who has it and until when. Raises MissingGlyph."""
    title = f"安否確認表（{'訓練' if sheet.drill else '災害時'}）"
    facts = PaperFacts(title, sheet.number, author=sheet.association, sample=sheet.sample, made=sheet.day)
    back = f"　返却 {era.wareki(sheet.return_by)}まで" if sheet.return_by else ""
    said = f"{sheet.association}　{era.wareki(sheet.day)}　{sheet.title}　持つ人 {sheet.recipient}{back}"
    head = partial(_head, title, said, f"配布番号 {sheet.number}　{len(sheet.people)}名")
    flow = Flow(Paper(facts, LEDGER), head)
    head(flow)
    rows = [_row(number, each) for number, each in enumerate(sheet.people, 1)]
    draw_table(flow, Table(_COLUMNS, LIST_TABLE, empty="この名簿には、まだ誰も入っていません。"), rows)
    flow.gap(3)
    flow.need(12)
    flow.text(_NOTE, LIST_SMALL)
    return flow.paper.finish()


def drawer_code_pdf(desk: str, rows: Sequence[SheetRow], mark: str, issued: date) -> bytes:
    """The drawer's code on paper, made in memory."""
    lines = [(row.groups, row.check) for row in rows]
    return recovery_sheet(RecoverySheet(desk, lines, issued=issued, mark=mark, purpose=DRAWER))


def _head(title: str, said: str, count: str, flow: Flow) -> None:
    draw_list_head(flow, title, said, count, tag="封　要配慮個人情報")


def _row(number: int, row: SealedPersonRow) -> tuple[str | Cell, ...]:
    entry = row.entry
    name = Cell(entry.name, ruby=kana.to_hiragana(entry.kana))
    where = "\n".join(filter(None, (entry.address, entry.phone)))
    who = "\n".join(filter(None, (entry.helpers, entry.contact, f"避難先 {entry.refuge}" if entry.refuge else "")))
    why = "\n".join(filter(None, (entry.reason, entry.notes)))
    return str(number), name, where, why, who, "", "", "", ""
