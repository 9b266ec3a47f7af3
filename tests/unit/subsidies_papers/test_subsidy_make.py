"""The papers of an application follow its definition: its forms, words and figures, and nothing it does not say."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from support import subsidy
from support.forms import LONG
from support.papers import squeezed, text_of

from kobe_desk.modules.subsidies.papers.answers import LAYOUT, answers_json, canonical, check_code
from kobe_desk.modules.subsidies.papers.check import AnswerNotOnPaper, SignsNotReadable, check_papers, is_found
from kobe_desk.modules.subsidies.papers.facts import Officer
from kobe_desk.modules.subsidies.papers.make import make_papers
from kobe_desk.modules.subsidies.papers.traces import unconfirmed
from kobe_desk.modules.subsidies.rules import bundle, example, library
from kobe_desk.modules.subsidies.rules.answers import NOT_APPLICABLE, Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.values import Value
from kobe_desk.modules.subsidies.usecases.facts import PaperRequest

Made = tuple[PaperRequest, ...]


def papers(answers: Answers | None = None, programme: Programme | None = None, **more: object) -> Made:
    programme = programme or subsidy.programme()
    answers = answers or subsidy.with_rows(subsidy.answers())
    options: dict[str, object] = {"day": subsidy.DAY, "number": "みなと台自第12号"} | more
    evaluation = subsidy.evaluated(answers, programme)
    return make_papers(programme, answers, evaluation, subsidy.HOUSE, **options)  # type: ignore[arg-type]


def read(made: Made, form: str, folder: Path) -> str:
    return squeezed(text_of(next(each for each in made if each.form == form).data, folder))


def checked(made: Made, answers: Answers) -> None:
    check_papers(made, subsidy.programme(), answers, subsidy.evaluated(answers))


def test_every_form_of_the_definition_is_made_in_its_order() -> None:
    assert [(each.form, each.title) for each in papers()] == [
        ("f1", "地域活動補助金交付申請書"),
        ("f2", "団体概要書（参考様式）"),
        ("f3", "事業計画書（参考様式）"),
        ("f4", "収支予算書（参考様式）"),
        ("f5", "役員名簿（参考様式）"),
        ("f6", "誓約書（参考様式）"),
    ]


def test_chair_and_treasurer_sign_where_the_definition_says_so() -> None:
    places = {each.form: [(place.role, place.office, place.order) for place in each.places] for each in papers()}
    assert places["f1"] == [("chair", "会長", 1), ("treasurer", "会計", 2)]
    assert places["f6"] == [("chair", "会長", 1)]
    assert places["f2"] == []


@pytest.mark.parametrize(("spending", "yen"), [(0, 1), (3, 33_333), (40, 123_456_789)])
def test_every_answer_is_found_on_its_paper(spending: int, yen: int) -> None:
    answers = subsidy.with_rows(subsidy.answers(why=LONG), spending=spending, yen=yen)
    checked(papers(answers), answers)
    checked(papers(answers, draft=False), answers)


def test_a_dormant_answer_is_on_no_paper_and_in_no_file(tmp_path: Path) -> None:
    made = papers()
    assert not any("どら焼き" in read(made, each.form, tmp_path) for each in made)
    asked = subsidy.with_rows(subsidy.answers(serves_tea=True))
    assert "どら焼き400個" in read(papers(asked), "f3", tmp_path)
    programme, answers = subsidy.programme(), subsidy.with_rows(subsidy.answers())
    assert "どら焼き" not in answers_json(programme, answers, subsidy.evaluated(answers)).decode()


def test_blank_zero_and_not_applicable_are_three_things(tmp_path: Path) -> None:
    assert "該当なし" not in read(papers(), "f3", tmp_path)
    assert "連携・協力団体該当なし" in read(papers(subsidy.answers(others=NOT_APPLICABLE)), "f3", tmp_path)


def test_the_application_names_applicant_amount_and_enclosures(tmp_path: Path) -> None:
    text = read(papers(enclosed={"rules": 1, "quote": 2}), "f1", tmp_path)
    head = "見本市長様 〒650-0000 会長髙橋和代 電話番号078-000-0000 令和8年4月24日"
    rest = "交付申請額金23,000円 事業計画書 規約 見積書の写し2通 担当者書記辻󠄀本勝 令和8年度通常総会第4号議案可決"
    for word in (*head.split(), *rest.split()):
        assert word in text
    assert "古い会長" not in text
    assert text.count("みなと台自治会") == 1


def test_only_the_articles_that_the_definition_cites_are_printed(tmp_path: Path) -> None:
    found = {article for each in papers() for article in re.findall(r"第[0-9]+条", read((each,), each.form, tmp_path))}
    assert found == {"第9条"}
    without = subsidy.programme(', article = "第9条"', "")
    assert not any(re.search(r"第[0-9]+条", read((each,), each.form, tmp_path)) for each in papers(programme=without))


def test_a_form_number_shows_the_article_it_was_given(tmp_path: Path) -> None:
    cited = subsidy.programme('code = "様式第１号"', 'code = "様式第１号"\narticle = "第5条"')
    assert "様式第１号（第5条関係）" in read(papers(programme=cited), "f1", tmp_path)


def test_wording_of_the_definition_goes_before_ours(tmp_path: Path) -> None:
    own = subsidy.programme("draft_wording = true", 'wording = ["次のとおり誓います。", "約束を守ります。"]')
    text = read(papers(programme=own), "f6", tmp_path)
    assert "記１次のとおり誓います。２約束を守ります。以上" in text
    assert "文案" not in text


def test_the_budget_counts_the_subsidy_itself_as_income(tmp_path: Path) -> None:
    text = read(papers(), "f4", tmp_path)
    assert "本補助金23,000別表算定表のとおり" in text
    assert "計43,000" in text
    assert "注収入の計と支出の計が一致していない。（43,000円と100,002円。差57,002円）" in text
    assert "46,667→" not in text


def test_an_unconfirmed_figure_is_marked_in_a_draft_and_blank_on_a_copy(tmp_path: Path) -> None:
    draft, copy = read(papers(), "f4", tmp_path), read(papers(draft=False), "f4", tmp_path)
    assert "300,000" in draft and "（要確認）" in draft
    assert "300,000" not in copy and "要確認" not in copy
    assert "補助の上限額" in copy
    confirmed = read(papers(draft=False, confirmed=["amount.grant.cap"]), "f4", tmp_path)
    assert "300,000" in confirmed


def test_what_is_still_to_be_confirmed_is_listed_for_the_export() -> None:
    programme = subsidy.programme()
    assert [each.label for each in unconfirmed(programme, [])] == ["補助の上限額"]
    assert unconfirmed(programme, ["amount.grant.cap"]) == ()


def test_a_stale_answer_is_marked_in_a_draft_only(tmp_path: Path) -> None:
    answers = subsidy.with_rows(subsidy.answers()).marked_stale(["members"])
    assert "748名（要確認）" in read(papers(answers), "f2", tmp_path)
    assert "要確認" not in read(papers(answers, draft=False), "f2", tmp_path)


def test_the_organisation_sheet_shows_what_the_desk_knows_once(tmp_path: Path) -> None:
    text = read(papers(), "f2", tmp_path)
    for word in (
        "みなとだいじちかい",
        "たかはしかずよ",
        "みなと台一丁目から三丁目まで",
        "昭和54年4月1日",
        "会長1名、会計1名",
    ):
        assert text.count(word) == 1
    assert text.count("078-000-0000") == 1


def test_a_form_takes_the_officers_of_the_desk_or_its_own_table(tmp_path: Path) -> None:
    assert "S330512" in read(papers(), "f5", tmp_path)
    table = """[[page]]
id = "people_page"
title = "役員"
table = [{ id = "people", label = "役員", columns = [{ id = "office", type = "text", label = "役職" },
  { id = "name", type = "text", label = "氏名" }, { id = "kana", type = "kana", label = "カナ" },
  { id = "born", type = "date", label = "生年月日" }] }]
[[page]]
id = "money"
"""
    source = subsidy.SOURCE.replace('fields = ["org"]\n[[form]]', 'fields = ["people"]\n[[form]]')
    own = subsidy.programme(subsidy.SOURCE, source.replace('[[page]]\nid = "money"\n', table))
    row: dict[str, Value] = {
        "office": "顧問",
        "name": "五百旗頭　健",
        "kana": "いおきべ　けん",
        "born": subsidy.DAY.replace(year=1960),
    }
    text = read(papers(subsidy.answers().with_row("people", row), own), "f5", tmp_path)
    assert "顧問五百旗頭健ｲｵｷﾍﾞｹﾝS350424" in text
    assert "S330512" not in text


def test_the_sample_association_marks_every_paper(tmp_path: Path) -> None:
    house = replace(subsidy.HOUSE, sample=True, officers=(Officer("会長", "髙橋"),))
    programme, answers = subsidy.programme(), subsidy.answers()
    made = make_papers(programme, answers, subsidy.evaluated(answers), house, day=subsidy.DAY)
    assert all("見本・架空の団体です" in read(made, each.form, tmp_path) for each in made)


def test_answers_json_is_canonical_and_tells_sources() -> None:
    programme, answers = subsidy.programme(), subsidy.with_rows(subsidy.answers())
    data = answers_json(programme, answers, subsidy.evaluated(answers))
    assert data == answers_json(programme, answers, subsidy.evaluated(answers)) == canonical(json.loads(data))
    told = json.loads(data)
    assert told["programme"]["sha256"] == programme.sha256
    assert told["answers"]["org"] == {
        "label": "団体名", "text": "みなと台自治会", "value": "みなと台自治会", "state": "filled", "origin": "prefill",
        "source": "団体の控え",
    }  # fmt: skip
    assert told["amounts"]["grant"]["yen"] == 23_000
    assert [row["cells"]["eligible"]["origin"] for row in told["tables"]["spending"]["rows"]] == ["computed"] * 3
    assert "tea" not in told["answers"]


def test_the_code_covers_answers_definition_and_layout(tmp_path: Path) -> None:
    programme, answers = subsidy.programme(), subsidy.with_rows(subsidy.answers())
    data = answers_json(programme, answers, subsidy.evaluated(answers))
    code = check_code(data, programme.sha256)
    whole = b"\n".join((data, programme.sha256.encode(), LAYOUT.encode()))
    assert code == hashlib.sha256(whole).hexdigest()[:32]
    assert code != check_code(data + b" ", programme.sha256) != check_code(data, "0" * 64)
    copy = read(papers(answers, draft=False), "f1", tmp_path)
    assert code[:16].upper() in copy
    assert hashlib.sha256(data).hexdigest() in copy
    assert code[:16].upper() not in read(papers(answers), "f1", tmp_path)


def test_papers_of_other_answers_are_not_used() -> None:
    made = papers()
    with pytest.raises(AnswerNotOnPaper) as refused:
        checked(made, subsidy.with_rows(subsidy.answers(name="別の事業")))
    assert refused.value.values["label"] == "事業の名称"


def test_an_answer_parted_by_the_foot_of_a_sheet_is_found_in_its_order() -> None:
    assert is_found("ABCDEF", "xABCfooterDEFy", 2)
    assert not is_found("ABCDEF", "xDEFfooterABCy", 2)
    assert not is_found("ABCDEF", "xABCDEy", 2)
    assert not is_found("ABCDEFGH", "ABxCDxEFxGH", 1)


def test_a_paper_without_readable_text_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kobe_desk.modules.subsidies.papers.check.page_text", lambda *_: "みな\ufffd")
    with pytest.raises(SignsNotReadable):
        checked(papers()[:1], subsidy.answers())


SHIPPED = [entry for entry in library.shipped() if entry.programme]


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry.path.name)
def test_the_complete_examples_of_every_shipped_programme_become_papers(entry: library.Entry, tmp_path: Path) -> None:
    files = bundle.read(entry.path)
    programme = library.load(files)
    for name, data in files.examples.items():
        worked = example.read(programme, name, data)
        assert isinstance(worked, example.Example)
        evaluation = example.results(programme, worked)
        if not evaluation.complete:
            continue
        for draft in (True, False):
            made = make_papers(programme, worked.answers, evaluation, subsidy.HOUSE, day=worked.today, draft=draft)
            check_papers(made, programme, worked.answers, evaluation)
            text = "".join(squeezed(text_of(each.data, tmp_path)) for each in made)
            assert "参考様式" in text
            assert not re.search(r"第[0-9０-９]+条", text)
            assert draft or "要確認" not in text


def test_what_is_agreed_to_is_ticked_on_the_letter_and_the_rest_keeps_its_empty_box(tmp_path: Path) -> None:
    files = bundle.read(next(each for each in library.folders() if each.name == "chiiki-katsudo-mihon"))
    programme = library.load(files)
    worked = example.read(programme, "examples/fair.toml", files.examples["examples/fair.toml"])
    assert isinstance(worked, example.Example)
    texts = []
    for answers in (worked.answers, worked.answers.with_value("consents", ())):
        evaluation = subsidy.evaluated(answers, programme)
        made = make_papers(programme, answers, evaluation, subsidy.HOUSE, day=subsidy.DAY)
        check_papers(made, programme, answers, evaluation)
        texts.append(read(made, "application", tmp_path))
    boxes = "同意すること(1)市税の納付状況の調査(2)暴力団に関する照会(3)申請の内容の情報公開"
    assert all(boxes in each for each in texts), "what nobody agreed to is printed with an empty box"
