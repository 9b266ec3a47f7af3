"""引き継ぎの紙 as a PDF: where the desk and its backups lie, who holds a key until when, and what to do first."""

from dataclasses import dataclass

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import ROLE_NAMES
from kobe_desk.core.text import _
from kobe_desk.core.vault.commands import SlotRow
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.core.vault.slots import SlotKind
from kobe_desk.core.whereabouts import spoken
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_HEADING, LIST_TITLE

_BODY = LIST_CELL.at(11)
FIRST_STEPS = (
    "新しい役員のパソコンに「神戸デスク」を入れます。",
    "USBメモリーの控えを差し、最初の画面で「前の役員から引き継ぐ」を選びます。",
    "前の役員といっしょに合言葉を入れて、帳面を開きます。",
    "設定の「合言葉と鍵」で、新しい役員に鍵を渡します。任期も入れます。",
    "前の役員の鍵を終わらせ、回復コードを新しく印刷します。",
)


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """What stands on the sheet."""

    folder: DeskFolder
    keys: tuple[SlotRow, ...]
    backups: tuple[BackupRow, ...]
    sample: bool = False


def handover_sheet(facts: HandoverFacts) -> bytes:
    """One sheet, in Japanese as every paper."""
    paper = Paper(PaperFacts("引き継ぎの紙", sample=facts.sample), LIST)
    flow = Flow(paper)
    flow.text("引き継ぎの紙", LIST_TITLE)
    flow.text(f"{facts.folder.name}　　{era.wareki(clock.today())}", _BODY)
    _part(flow, "帳面と控えのある場所", _places(facts))
    with paper.owner(facts.folder.name):
        _part(flow, "鍵を持っている人", [_key(each) for each in facts.keys if each.kind is SlotKind.PASSPHRASE])
    codes = [f"コードの印 {each.mark}　発行日 {era.wareki(each.since)}" for each in facts.keys if each.mark]
    _part(flow, "回復コードの紙", [*codes, "保管する場所　　　　　　　　　　　　　保管する人"])
    _part(flow, "引き継ぐときにすること", [f"{number}　{step}" for number, step in enumerate(FIRST_STEPS, 1)])
    _part(flow, "合言葉は、この紙に書きません。口で伝えるか、封筒に入れて渡します。", [])
    return paper.finish()


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
    return lines


def _key(row: SlotRow) -> str:
    until = era.wareki(row.until) if row.until else "期限なし"
    admin = "　鍵の世話役" if row.admin else ""
    return f"{row.person}　（{_(ROLE_NAMES[row.role])}）　{era.wareki(row.since)}から　{until}{admin}"
