"""Each form shows what it was given, to the letter, and keeps its shape with nothing, much, and very large figures."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support import forms
from support.papers import fonts_of, squeezed, text_of

from kobe_desk.modules.subsidies.papers.facts import FormPaper, Grid, Officer, Pair, Signer
from kobe_desk.modules.subsidies.papers.grids import column_widths
from kobe_desk.modules.subsidies.papers.letters import letter_pdf
from kobe_desk.modules.subsidies.papers.officers import half_width, officers_pdf
from kobe_desk.modules.subsidies.papers.sheets import balance_sentence, budget_pdf, sheet_pdf
from kobe_desk.paper.continuation import END_OF_SHEET, SEE_SHEET
from kobe_desk.paper.glyphs import MissingGlyph, Setter
from kobe_desk.paper.letter import Item
from kobe_desk.paper.render import page_count


def read(paper: FormPaper, folder: Path) -> str:
    return squeezed(text_of(paper.data, folder))


def test_every_word_of_an_application_is_found(tmp_path: Path) -> None:
    facts = forms.application()
    text = read(letter_pdf(facts), tmp_path)
    for item in facts.items:
        assert squeezed(item.label) in text
        assert squeezed(item.value) in text
        assert all(squeezed(label) in text for label, _ in item.ticks)
    for word in ("神戸市長様", "〒650-0000", "みなとだいじちかい", "会長髙橋和代", "辻󠄀本邸前", "記", "以上"):
        assert word in text
    assert all(squeezed(value) in text for _, value in facts.contact)


def test_chair_and_treasurer_have_their_places_on_the_letter_itself() -> None:
    paper = letter_pdf(forms.application())
    assert [(each.role, each.office, each.order, each.page) for each in paper.places] == [
        ("chair", "会長", 1, 1),
        ("treasurer", "会計", 1, 1),
    ]
    assert page_count(paper.data) == 1
    for place in paper.places:
        x, y, width, height = place.box
        assert x >= 25 and x + width <= 190.1 and y + height <= 272.1
        assert (round(width), round(height)) == (74, 22)


def test_a_letter_a_little_too_long_takes_less_air() -> None:
    items = (*forms.application().items, Item("事業の区分", "防災"))
    paper = letter_pdf(forms.application(items=items))
    assert page_count(paper.data) == 1
    longer = letter_pdf(forms.application(items=items * 2))
    assert [each.page for each in longer.places] == [2, 2]


def test_a_ruled_form_keeps_the_places_of_its_signers_before_its_continuation() -> None:
    paper = sheet_pdf(
        forms.plan(signers=(Signer("chair", "会長"), Signer("auditor", "監事"), Signer("auditor", "監事")))
    )
    assert [each.page for each in paper.places] == [1, 1, 1]
    assert page_count(paper.data) == 2


def test_a_draft_says_so_and_carries_no_code(tmp_path: Path) -> None:
    text = read(letter_pdf(forms.pledge()), tmp_path)
    assert "下書き文案要確認（提出先に確認）" in text
    assert "照合" not in text


def test_a_submission_copy_carries_code_and_fingerprint_and_no_mark_of_a_draft(tmp_path: Path) -> None:
    facts = forms.pledge()
    text = read(letter_pdf(replace(facts, face=forms.copy(facts.face))), tmp_path)
    assert "照合" in text and "FB173A948CF4A99A" in text
    assert f"answers.jsonSHA-256{forms.ANSWERS_SHA}" in text
    assert "下書き" not in text and "要確認" not in text


def test_draft_and_submission_copy_break_at_the_same_places() -> None:
    plan, budget = forms.plan(), forms.budget(forms.ROWS * 8)
    of_plan = sheet_pdf(replace(plan, face=forms.copy(plan.face)))
    of_budget = budget_pdf(replace(budget, face=forms.copy(budget.face)))
    assert page_count(sheet_pdf(plan).data) == page_count(of_plan.data)
    assert page_count(budget_pdf(budget).data) == page_count(of_budget.data)


def test_a_layout_of_ours_says_that_it_is_not_the_offices_own(tmp_path: Path) -> None:
    text = read(sheet_pdf(forms.organisation()), tmp_path)
    assert "様式第２号（参考様式）" in text
    assert "（提出先の定める様式ではありません）" in text
    assert (
        text.count("公式の様式ではありません。窓口の様式があればそれに重ねて作れます") == text.count("ページ1／1") == 1
    )
    official = replace(forms.organisation(), face=forms.face("団体概要書", "様式第２号", reference=False))
    assert "参考様式" not in read(sheet_pdf(official), tmp_path)


def test_a_sample_says_so_at_its_foot_and_only_as_a_drawing_across(tmp_path: Path) -> None:
    text = read(sheet_pdf(forms.organisation()), tmp_path)
    assert text.count("見本") == 1
    real = replace(forms.organisation(), face=forms.face("団体概要書", sample=False))
    assert "見本" not in read(sheet_pdf(real), tmp_path)


def test_markup_is_printed_as_it_was_typed(tmp_path: Path) -> None:
    assert "みんなの<b>防災</b>&amp;交流フェスタ" in read(sheet_pdf(forms.plan()), tmp_path)


def test_a_long_answer_goes_on_on_a_continuation_without_loss(tmp_path: Path) -> None:
    assert len(forms.LONG) >= 590
    first, second = text_of(sheet_pdf(forms.plan()).data, tmp_path).split("\f")[:2]
    box = squeezed(first).partition(squeezed(SEE_SHEET))[0]
    rest = squeezed(second).partition(squeezed(END_OF_SHEET))[0]
    assert box[box.index("第1に") :] + rest == squeezed(forms.LONG)


def test_forty_rows_of_a_budget_are_all_there_and_the_total_stands_once(tmp_path: Path) -> None:
    rows = tuple((f"科目{number}", 1_000 + number, 0, f"材料{number}番", None) for number in range(40))
    paper = budget_pdf(forms.budget(rows))
    text = read(paper, tmp_path)
    assert page_count(paper.data) > 1
    for number in range(40):
        assert f"材料{number}番" in text
        assert f"{1_000 + number:,}" in text
    assert text.count("計40,7800") == 1
    assert "（続き）" in text


def test_a_budget_without_rows_says_so(tmp_path: Path) -> None:
    assert "支出はありません。" in read(budget_pdf(forms.budget(())), tmp_path)


def test_large_and_negative_figures_stay_whole(tmp_path: Path) -> None:
    text = read(budget_pdf(forms.budget()), tmp_path)
    assert "123,456,789" in text
    assert "△12,600" in text


def test_an_exact_half_is_printed_and_an_unconfirmed_figure_is_marked(tmp_path: Path) -> None:
    text = read(budget_pdf(forms.budget()), tmp_path)
    assert "248,907.5" in text
    assert "（要確認）" in text


def test_the_sentence_under_the_budget_says_whether_both_sums_are_equal() -> None:
    assert "一致する" in balance_sentence(560_000, 560_000)
    assert "差1,000円" in balance_sentence(560_000, 559_000)


def test_officers_are_listed_as_the_police_reads_them(tmp_path: Path) -> None:
    text = read(officers_pdf(forms.officers()), tmp_path)
    for word in ("ﾀｶﾊｼｶｽﾞﾖ", "S330512", "S541220", "𠮷田恵子", "辻󠄀本勝", "ﾌｪﾙﾅﾝﾃﾞｽ･ﾃﾞ･ｿｳｻﾞﾏﾘｱ", "以下余白"):
        assert word in text
    assert text.count("以下余白") == 1


def test_a_long_reading_is_parted_at_a_blank() -> None:
    assert half_width("はせがわ　かずよ") == "ﾊｾｶﾞﾜ ｶｽﾞﾖ"
    assert half_width("フェルナンデス・デ・ソウザ　マリア") == "ﾌｪﾙﾅﾝﾃﾞｽ･\nﾃﾞ･ｿｳｻﾞ ﾏﾘｱ"
    assert half_width("ア" * 20) == "ｱ" * 20


@pytest.mark.parametrize("count", [0, 12, 40])
def test_any_number_of_officers_fits(count: int, tmp_path: Path) -> None:
    rows = tuple(Officer("役員", f"髙橋　{number}郎", "たかはし") for number in range(count))
    text = read(officers_pdf(forms.officers(rows)), tmp_path)
    assert all(f"髙橋{number}郎" in text for number in range(count))
    assert ("以下余白" in text) == (count < 12)


def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    for paper in (letter_pdf(forms.application()), sheet_pdf(forms.plan()), officers_pdf(forms.officers())):
        fonts = fonts_of(paper.data, tmp_path)
        assert fonts and all(font.embedded and font.subset and font.to_unicode for font in fonts)


def test_a_character_nobody_has_names_the_answer() -> None:
    with pytest.raises(MissingGlyph) as refused:
        sheet_pdf(replace(forms.plan(), parts=(Pair("事業の名称", "\U0001f600祭り"),)))
    assert refused.value.values["owner"] == "事業の名称"
    with pytest.raises(MissingGlyph):
        letter_pdf(forms.application(items=(Item("実施場所", "\U0001f600公園"),)))


def test_columns_share_the_width_of_the_sheet() -> None:
    for columns in (forms.INCOME, forms.SPENDING, forms.INCOME * 4):
        grid = Grid("表", columns, ())
        assert sum(column_widths(Setter(), grid, 165.0)) == pytest.approx(165.0)


def test_no_article_stands_on_a_form_by_itself(tmp_path: Path) -> None:
    for paper in (letter_pdf(forms.application()), letter_pdf(forms.pledge()), sheet_pdf(forms.organisation())):
        assert not re.search(r"第[0-9０-９一二三四五六七八九十]+条", read(paper, tmp_path))
