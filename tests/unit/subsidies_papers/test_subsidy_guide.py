"""The verification guide: the fingerprint to compare, three questions apart, every file, and what was not checked."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from support.papers import fonts_of, squeezed, text_of

from kobe_desk.modules.subsidies.papers.guide import GuideFacts, GuideFile, GuideSigner, guide_pdf
from kobe_desk.paper.render import page_count

ROOT = "".join(f"{number:04x}" for number in range(0x1A00, 0x1A10))
FACTS = GuideFacts(
    "みなと台自治会", "みなと台自第12号", ROOT,
    (GuideFile("data/01_地域活動補助金交付申請書.pdf", "a1" * 32, 1, 2), GuideFile("data/answers.json", "c3" * 32)),
    (GuideSigner("会長　髙橋　和代", "88d0" * 16, datetime(2026, 4, 24, 14, 5)),
     GuideSigner("会計　𠮷田　恵子", "99d0" * 16, datetime(2026, 4, 24, 19, 32))),
    date(2026, 4, 24),
)  # fmt: skip


def read(facts: GuideFacts, folder: Path) -> str:
    return squeezed(text_of(guide_pdf(facts), folder))


def test_the_fingerprint_stands_in_sixteen_groups_of_four(tmp_path: Path) -> None:
    text = text_of(guide_pdf(FACTS), tmp_path)
    assert all(ROOT[start : start + 4].upper() in text.split() for start in range(0, 64, 4))


def test_three_questions_have_an_answer_each(tmp_path: Path) -> None:
    text = read(FACTS, tmp_path)
    for word in ("書き換えがないか", "誰が署名したか", "時刻は信頼できるか", "確認していない", "確かめていないこと"):
        assert word in text
    assert "確認していない" not in read(replace(FACTS, trusted_time=True), tmp_path)


def test_every_file_and_signer_is_named(tmp_path: Path) -> None:
    text = read(FACTS, tmp_path)
    for word in ("data/01_地域活動補助金交付申請書.pdf", "1頁・署名2", "data/answers.json", "A1" * 32, "C3" * 32,
                 "会長髙橋和代", "会計𠮷田恵子", "令和8年4月24日14:05", "88D088D088D088D0", "B-B"):  # fmt: skip
        assert word in text


def test_a_long_package_goes_on_over_sheets_and_fonts_are_embedded(tmp_path: Path) -> None:
    many = replace(
        FACTS, sample=True, files=tuple(GuideFile(f"data/{n:02}_書類.pdf", f"{n:064x}", 1) for n in range(30))
    )
    data = guide_pdf(many)
    assert page_count(data) > 1
    text = squeezed(text_of(data, tmp_path))
    assert all(f"data/{number:02}_書類.pdf" in text for number in range(30))
    assert all(font.embedded for font in fonts_of(data, tmp_path))
