"""The sample's own documents (規約, 通帳の写し, 見積書の写し) as PDFs, set with the same paper as everything else."""

from collections.abc import Mapping
from datetime import date

from kobe_desk.core import paths
from kobe_desk.core.japanese.era import wareki
from kobe_desk.core.japanese.money import yen
from kobe_desk.modules.association.usecases import Bank, Profile
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.marks import draw_watermark
from kobe_desk.paper.styles import BODY, CELL, FORM, FORM_TITLE

BYLAWS, PASSBOOK, QUOTE = "規約", "通帳の写し", "見積書の写し"


def bylaws_pdf(association: Profile) -> bytes:
    """Chapters and articles, one below the other."""
    text = paths.resources("sample", "bylaws.txt").read_text(encoding="utf-8")
    flow = _begin(f"{association.name}{BYLAWS}", association)
    for line in filter(None, text.splitlines()):
        if (line.startswith("第") and "章" in line[:4]) or line == "附則":
            flow.gap(3)
            flow.heading(line, BODY)
            flow.gap(1)
        else:
            flow.paragraph(line, CELL, indent=False)
            flow.gap(0.8)
    return flow.paper.finish()


def passbook_pdf(association: Profile, bank: Bank) -> bytes:
    """The inside of a bank book's cover: where it says whose account it is."""
    facts = {
        "金融機関": f"{bank.bank}（{bank.bank_code}）",
        "支店": f"{bank.branch}（{bank.branch_code}）",
        "種類": "普通預金",
        "口座番号": bank.number,
        "名義": bank.holder,
        "名義（カナ）": bank.holder_kana,
    }
    return _sheet(PASSBOOK, association, facts)


def quote_pdf(association: Profile, day: date) -> bytes:
    """What a shop asks for two stretchers."""
    facts = {
        "宛先": f"{association.name}　御中",
        "日付": wareki(day),
        "品名": "折りたたみ担架　2台",
        "単価": yen(48_000),
        "金額": f"{yen(96_000)}（税込）",
        "見積者": "見本防災用品店",
    }
    return _sheet(QUOTE, association, facts)


def _sheet(title: str, association: Profile, facts: Mapping[str, str]) -> bytes:
    flow = _begin(title, association)
    draw_fields(flow, [Field(label, value) for label, value in facts.items()])
    draw_watermark(flow.sheet)
    return flow.paper.finish()


def _begin(title: str, association: Profile) -> Flow:
    flow = Flow(Paper(PaperFacts(title, author=association.name, sample=association.sample), FORM))
    flow.sheet.tracked(105 + 2.5, flow.y + 8, title, FORM_TITLE, 3.5, "center")
    flow.gap(16)
    return flow
