"""引継書 as a PDF: where things lie, who holds a key, accounts and deadlines, what to do first, and both signatures."""

from dataclasses import dataclass
from datetime import date

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import ROLE_NAMES
from kobe_desk.core.text import _
from kobe_desk.core.vault.commands import SlotRow
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.handover import Package
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.core.vault.slots import SlotKind
from kobe_desk.core.whereabouts import spoken
from kobe_desk.modules.association.usecases import Bank
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_HEADING, LIST_TITLE, TINT

_BODY = LIST_CELL.at(11)
FIRST_STEPS = (
    "新しい役員のパソコンに「神戸デスク」を入れます。",
    "USBメモリーを差し、最初の画面で「前の役員から引き継ぐ」を選び、引き継ぎの控えを開きます。",
    "二人で名簿と出納帳を見ます。設定の「引き継ぎ」で開けてみて、照合の字がこの紙と同じか見ます。",
    "この紙に署名します。そのあとで、前のパソコンの帳面を消します。",
    "回復コードの紙、封の引き出しの紙、通帳、印鑑を渡します。",
)
CHECKED = (
    "帳面が新しいパソコンで開いた",
    "名簿と出納帳の中身を見た",
    "照合の字が同じだった",
    "回復コードの紙を受け取った",
)
KINDS = {"ordinary": "普通", "current": "当座"}


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """What stands on the sheet."""

    folder: DeskFolder
    keys: tuple[SlotRow, ...]
    backups: tuple[BackupRow, ...]
    sample: bool = False
    bank: Bank | None = None
    due: tuple[tuple[date, str], ...] = ()
    package: Package | None = None


def handover_sheet(facts: HandoverFacts) -> bytes:
    """In Japanese as every paper; what is not known is left to be written by hand."""
    paper = Paper(PaperFacts("引継書", sample=facts.sample), LIST)
    flow = Flow(paper)
    flow.text("引継書", LIST_TITLE)
    flow.text(f"{facts.folder.name}　　{era.wareki(clock.today())}", _BODY)
    _part(flow, "帳面と控えのある場所", _places(facts))
    with paper.owner(facts.folder.name):
        _part(flow, "鍵を持っている人", [_key(each) for each in facts.keys if each.kind is SlotKind.PASSPHRASE])
    codes = [f"コードの印 {each.mark}　発行日 {era.wareki(each.since)}" for each in facts.keys if each.mark]
    _part(flow, "回復コードの紙", [*codes, "保管する場所　　　　　　　　　　　　　保管する人"])
    _part(flow, "口座と通帳", _accounts(facts.bank))
    if facts.due:
        _part(flow, "これからの期限", [f"{era.wareki(day)}　{title}" for day, title in facts.due])
    _part(flow, "引き継ぐときにすること", [f"{number}　{step}" for number, step in enumerate(FIRST_STEPS, 1)])
    _receipt(flow)
    return paper.finish()


def _accounts(bank: Bank | None) -> list[str]:
    lines = [] if bank is None else [
        f"{bank.bank}　{bank.branch}　{KINDS.get(bank.kind, '')}　末尾 {bank.number[-3:]}　名義 {bank.holder}"
    ]  # fmt: skip
    return [*lines, "通帳　　冊　　届出印を持つ人　　　　　　　　　　現金　　　　　　　円"]


def _receipt(flow: Flow) -> None:
    """What both saw, and where both sign."""
    flow.gap(7)
    flow.need(62)
    flow.heading("受け渡しの確認（二人で書きます）", LIST_HEADING.at(12))
    flow.sheet.line(flow.left, flow.y, flow.right, flow.y, 0.5)
    flow.gap(3)
    half = flow.width / 2
    for number, words in enumerate(CHECKED):
        x, y = flow.left + half * (number % 2), flow.y + 8 * (number // 2)
        flow.sheet.box(x + 1, y + 1.4, 4, 4, 0.5)
        flow.sheet.middle(x + 8, y, 7, words, _BODY)
    flow.gap(8 * ((len(CHECKED) + 1) // 2) + 3)
    for title in ("渡した人", "受け取った人"):
        flow.sheet.box(flow.left, flow.y, flow.width, 14, 0.5)
        flow.sheet.tint(flow.left, flow.y, 32, 14, TINT)
        flow.sheet.box(flow.left, flow.y, 32, 14, 0.5)
        flow.sheet.middle(flow.left + 3, flow.y, 14, title, _BODY)
        flow.sheet.middle(flow.left + 36, flow.y, 14, "署名", _BODY.at(9))
        flow.sheet.middle(flow.right - 52, flow.y, 14, "令和　　年　　月　　日", _BODY)
        flow.gap(14)
    flow.gap(3)
    flow.text(
        "合言葉は、この紙に書きません。口で伝えるか、封筒に入れて渡します。2枚作り、1枚ずつ持ちます。", _BODY.at(10)
    )


def _part(flow: Flow, heading: str, lines: list[str]) -> None:
    flow.gap(7)
    flow.heading(heading, LIST_HEADING.at(12))
    flow.sheet.line(flow.left, flow.y, flow.right, flow.y, 0.5)
    flow.gap(2.5)
    for line in lines:
        flow.text(line, _BODY)
        flow.gap(1.6)


def _places(facts: HandoverFacts) -> list[str]:
    lines = [f"帳面　　{spoken(facts.folder.path)}", f"控え　　{spoken(facts.folder.backups)}"]
    if facts.backups:
        newest = facts.backups[0].made_at.astimezone(clock.JST).date()
        lines.append(f"いちばん新しい控え　　{era.wareki(newest)}")
    if facts.package is not None:
        renewed = "　帳面の鍵を新しくした" if facts.package.renewed else ""
        lines.append(f"引き継ぎの控え　　{facts.package.path.name}{renewed}")
        lines.append(f"記録の照合　　{facts.package.mark}　　開ける人　{'、'.join(facts.package.people)}")
    return lines


def _key(row: SlotRow) -> str:
    until = era.wareki(row.until) if row.until else "期限なし"
    admin = "　鍵の世話役" if row.admin else ""
    return f"{row.person}　（{_(ROLE_NAMES[row.role])}）　{era.wareki(row.since)}から　{until}{admin}"
