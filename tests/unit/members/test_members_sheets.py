"""封筒, 世帯調査票 and 安否確認表: what is printed for hands."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from support.papers import squeezed, text_of

from kobe_desk.modules.members.papers import Survey, envelopes_pdf, safety_pdf, survey_pdf
from kobe_desk.modules.members.usecases.paper_rows import LabelRow
from kobe_desk.modules.members.usecases.sealed import SafetySheet, SealedEntry, SealedPersonRow


def test_a_survey_asks_in_the_order_of_the_screen_and_says_what_for(tmp_path: Path) -> None:
    survey = Survey("みなと台自治会", "", "書記 078-000-0001", date(2026, 5, 31))
    text = squeezed(text_of(survey_pdf(survey), tmp_path))
    places = [
        text.index(words) for words in ("使いみち", "班・戸番", "郵便番号", "住所", "氏名", "生年月日", "名簿への掲載")
    ]
    assert places == sorted(places)
    assert "令和8年5月31日までに" in text and "078-000-0001" in text


def test_an_envelope_bears_address_name_and_sender(tmp_path: Path) -> None:
    row = LabelRow("650-0001", "見本区みなと坂2丁目5-2", "", "髙橋　悦郎", "様", "1-3")
    text = squeezed(text_of(envelopes_pdf([row, row], "みなと台自治会"), tmp_path))
    assert text.count("髙橋悦郎様") == 2 or text.count("髙") == 2
    assert "6500001" in text


def test_the_sheet_for_looking_after_people_says_who_has_it(tmp_path: Path) -> None:
    entry = SealedEntry("髙橋 悦郎", "タカハシ", address="見本区1", reason="車いす", helpers="隣の人")
    person = SealedPersonRow(uuid4(), uuid4(), entry, False)
    sheet = SafetySheet(
        "みなと台自治会", False, "前期", "2026-07", True, date(2026, 11, 25), "防災部長", "防災訓練", date(2026, 12, 1),
        (person,),
    )  # fmt: skip
    text = squeezed(text_of(safety_pdf(sheet), tmp_path))
    for words in ("安否確認表（訓練）", "髙橋悦郎", "車いす", "防災部長", "2026-07", "令和8年12月1日まで", "49条の13"):
        assert words in text
