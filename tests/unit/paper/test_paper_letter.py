"""The formal letter and its pieces: every answer is found in the text, signers have their places."""

from datetime import datetime
from pathlib import Path

import pytest
from support.papers import fonts_of, squeezed, text_of

from kobe_desk.paper.bank import BankAccount, bank_rows
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.letter import Applicant, Item, Letter, Seal, Signer, draw_letter, item_number
from kobe_desk.paper.recovery import RecoverySheet, recovery_sheet
from kobe_desk.paper.render import page_sizes
from kobe_desk.paper.stamp import StampFacts, stamp_pdf
from kobe_desk.paper.styles import FORM_WITH_CODE

STAMP = StampFacts(
    "みなと台自治会", "会長", "𠮷田　和代", datetime(2026, 4, 24, 14, 5), fingerprint="3f9a71c20bd4e865" * 4
)
ANSWERS = ("みんなの<b>防災</b>&amp;交流フェスタ", "金251,000円", "辻󠄀本邸前の公園", "受けていない・申請していない")


def letter(seal: Seal = Seal.NONE, **more: object) -> Letter:
    facts: dict[str, object] = {
        "title": "地域活動補助金交付申請書",
        "addressee": "神戸市長",
        "applicant": Applicant("みなと台自治会", "会長", "𠮷田　和代", "みなとだいじちかい", "650-0000",
                               "神戸市中央区みなと台三丁目２番１号", "078-000-0000", seal=seal),
        "body": "令和8年度において、下記のとおり地域活動補助事業を実施したいので、関係書類を添えて申請します。",
        "form_number": "様式第１号",
        "number": "みなと台自第12号",
        "date": "令和8年4月24日",
        "items": (*(Item("補助事業の名称", answer) for answer in ANSWERS), Item("添付書類", ticks=(("規約", True),))),
        "contact": (("担当者", "書記　佐藤　勝"), ("電話", "078-000-0001")),
        "signers": (Signer("会長"),),
    }  # fmt: skip
    return Letter(**{**facts, **more})  # type: ignore[arg-type]


def printed(one: Letter) -> Paper:
    paper = Paper(PaperFacts(one.title, one.number), FORM_WITH_CODE)
    draw_letter(Flow(paper), one)
    return paper


def test_every_word_of_a_letter_is_found_in_its_text(tmp_path: Path) -> None:
    data = printed(letter(tag="参考様式")).finish()
    text = squeezed(text_of(data, tmp_path))
    head = (
        "様式第１号 みなと台自第12号 令和8年4月24日 神戸市長様 〒650-0000 代表者職氏名 みなとだいじちかい 会長𠮷田和代"
    )
    body = "地域活動補助金交付申請書 記 以上 (1)規約 書記佐藤勝 参考様式"
    for word in (*head.split(), *body.split(), *ANSWERS):
        assert squeezed(word) in text
    assert all(font.embedded for font in fonts_of(data, tmp_path))


@pytest.mark.parametrize(("seal", "shown", "hidden"), [
    (Seal.NONE, "", "㊞"),
    (Seal.SIGN_OR_SEAL, "（署名又は記名押印）", "㊞"),
    (Seal.REQUIRED, "㊞", "（署名又は記名押印）"),
])  # fmt: skip
def test_the_funders_rule_decides_about_the_seal(seal: Seal, shown: str, hidden: str, tmp_path: Path) -> None:
    text = text_of(printed(letter(seal)).finish(), tmp_path)
    assert shown in text
    assert hidden not in text


def test_an_unverified_figure_carries_its_tag(tmp_path: Path) -> None:
    one = letter(items=(Item("交付申請額", "金251,000円", to_confirm=True),))
    assert "要確認" in text_of(printed(one).finish(), tmp_path)


def test_places_are_kept_for_all_signers_inside_the_page() -> None:
    paper = printed(
        letter(signers=(Signer("会長", STAMP), Signer("会計"), Signer("監事"), Signer("書記", by_pen=True)))
    )
    assert [place.office for place in paper.places] == ["会計", "監事"]
    for place in paper.places:
        left, low, right, high = place.box
        assert 0 < left < right < 595.3
        assert 0 < low < high < 841.9
        assert place.page == len(paper.sheets)


def test_a_long_letter_goes_on_to_a_second_sheet(tmp_path: Path) -> None:
    items = tuple(
        Item("", f"第{number}の誓約として、当団体は法令を守り、報告を怠りません。" * 3) for number in range(16)
    )
    paper = printed(letter(items=items))
    text = squeezed(text_of(paper.finish(), tmp_path))
    assert len(paper.sheets) >= 2
    assert all(f"第{number}の誓約" in text for number in range(16))


def test_item_numbers_are_full_width_up_to_nine() -> None:
    assert [item_number(number) for number in (1, 9, 10)] == ["１", "９", "10"]


def test_fields_give_back_what_did_not_fit_their_box(tmp_path: Path) -> None:
    answer = "坂の多い町で、外出が難しい世帯がある。" * 40
    paper = Paper(PaperFacts("事業計画書"))
    rows = (
        Field("団体名", "みなと台自治会", "みなとだいじちかい", height=13),
        Field("現状と課題", answer, height=30, fixed=True),
    )
    rest = draw_fields(Flow(paper), rows)
    text = text_of(paper.finish(), tmp_path)
    assert "（続紙のとおり）" in text
    assert answer.endswith(rest["現状と課題"])
    assert squeezed(answer.removesuffix(rest["現状と課題"])) in squeezed(text)


def test_the_stamp_alone_is_a_page_of_its_size(tmp_path: Path) -> None:
    data = stamp_pdf(STAMP)
    width, height = page_sizes(data)[0]
    assert (round(width * 25.4 / 72, 1), round(height * 25.4 / 72, 1)) == (74.0, 22.0)
    text = text_of(data, tmp_path)
    for words in ("電子署名", "みなと台自治会", "𠮷田", "14:05（署名したPCの時計）", "3F9A 71C2 0BD4 E865"):
        assert words in text
    assert "有効" not in text


def test_the_recovery_sheet_holds_the_code_whole(tmp_path: Path) -> None:
    rows = [(("P52S", "A996", "S5QS"), "X"), (("K4MF", "3248", "9JN2"), "K")]
    data = recovery_sheet(RecoverySheet("みなと台自治会", rows, copy=1, copies=2, mark="K7F2"))
    text = text_of(data, tmp_path)
    for groups, _ in rows:
        assert all(group in text for group in groups)
    assert "2枚のうち 1枚目" in text
    assert "K7F2" in text
    assert all(font.embedded for font in fonts_of(data, tmp_path))


def test_a_mail_address_is_set_smaller_rather_than_broken(tmp_path: Path) -> None:
    paper = Paper(PaperFacts("団体概要書"))
    mail, long = "minatozaka@example.jp", "minatozaka-jichikai-jimukyoku@machizukuri.example.ne.jp"
    flow = Flow(paper)
    heights = []
    for each in (mail, long):
        top = flow.y
        draw_fields(flow, [[Field("電話番号", "078-000-0000"), Field("メール", each)]])
        heights.append(flow.y - top)
    assert heights[0] < heights[1], "what is far too long still goes on in a second line"
    assert mail in text_of(paper.finish(), tmp_path)


def test_a_bank_account_extracts_whole_from_its_boxes(tmp_path: Path) -> None:
    paper = Paper(PaperFacts("請求書"))
    account = BankAccount(
        "見本信用金庫", "みなと台支店", "0012345", "みなと台自治会　会計　𠮷田　恵子", "ﾐﾅﾄﾀﾞｲ ﾖｼﾀﾞ", "0000", "001"
    )
    draw_fields(Flow(paper), bank_rows(account))
    text = squeezed(text_of(paper.finish(), tmp_path))
    for words in ("金融機関コード", "0000", "001", "0012345", "普通当座その他", "ﾐﾅﾄﾀﾞｲﾖｼﾀﾞ", "𠮷田恵子"):
        assert words in text
