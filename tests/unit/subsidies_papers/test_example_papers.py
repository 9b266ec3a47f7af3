"""Worked examples promise what stands on their papers, and the papers are really set before a programme is used."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.command_line import Run

from kobe_desk.core.japanese.money import figures, written_out
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.papers.make import forms_of, make_papers
from kobe_desk.modules.subsidies.papers.proof import HOUSE, example_papers, laid, unmet_pages
from kobe_desk.modules.subsidies.rules import build, bundle, editing, example, library, pack, promise
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.moved import moved
from kobe_desk.modules.subsidies.rules.pack import Origin
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused
from kobe_desk.modules.subsidies.rules.schema import EXAMPLE
from kobe_desk.modules.subsidies.rules.schema import problems as schema_problems
from kobe_desk.modules.subsidies.rules.years import copy_for_year
from kobe_desk.modules.subsidies.usecases import (
    FiguresUnconfirmed,
    PapersNotAsPromised,
    accept_example,
    begin_application,
    confirm_figure,
    copy_programme,
    find_programmes,
    note_proven,
    offers,
    programme_copy,
    proofs,
    unproven,
)
from kobe_desk.modules.subsidies.usecases import shelf as shelves
from kobe_desk.modules.subsidies.usecases.programmes import programme_places, save_programme

FOLDERS = {each.name: each for each in library.folders()}
TEACHING, FAIR = "chiiki-katsudo-mihon", "examples/fair.toml"
PAST = "bouhan-camera-shuzen-2025"
LEFT_OUT = {'paper = "application"': 'paper = "plan"', ', "amounts.grant"]\nsigners': "]\nsigners"}
"""As a plan, 交付申請書 is a sheet of the answers it names: there is no addressee on it, and now no amount."""


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def prove(records: Records, *keys: str) -> None:
    records.ask(note_proven, exchange.prove(records.ask(unproven, keys), silent))


def complete(programme: Programme, files: Bundle) -> dict[str, example.Example]:
    found = {name: example.read(programme, name, data) for name, data in files.examples.items()}
    worked = {name: each for name, each in found.items() if isinstance(each, example.Example)}
    return {name: each for name, each in worked.items() if example.results(programme, each).complete}


def faulty(folder: Path) -> Path:
    """The teaching programme with a paper that leaves out the amount."""
    made = Path(shutil.copytree(FOLDERS[TEACHING], folder / TEACHING))
    file = made / "programme.toml"
    text = file.read_text("utf-8")
    for words, instead in LEFT_OUT.items():
        assert text.count(words) == 1
        text = text.replace(words, instead)
    file.write_text(text, "utf-8")
    return made


@pytest.mark.parametrize("name", FOLDERS)
def test_every_shipped_programme_promises_the_decisive_words_of_each_form_and_keeps_them(name: str) -> None:
    files = bundle.read(FOLDERS[name])
    programme = library.load(files)
    assert complete(programme, files)
    for key, worked in complete(programme, files).items():
        found, promised = example.results(programme, worked), promise.of_example(files.examples[key])
        assert list(promised) == [each.id for each in forms_of(programme, found)]
        assert all(each["pages"] >= 1 and form.title in each["words"] for form, each in pairs(programme, promised))
        letter = next(each for form, each in pairs(programme, promised) if form.paper == "application")
        assert {"みなと台自治会", f"{programme.addressee or programme.funder}様"} <= set(letter["words"])
        budget = next(each for form, each in pairs(programme, promised) if form.paper == "budget")
        for each in programme.amounts:
            yen = found.amounts[each.id].yen
            assert f"{each.label} {written_out(yen)}" in letter["words"]
            assert figures(yen) in budget["words"]
    assert unmet_pages(programme, files.examples) == ()


def pairs(programme: Programme, promised: promise.Promised) -> list[tuple[Any, Any]]:
    forms = {each.id: each for each in programme.forms}
    return [(forms[form], each) for form, each in promised.items()]


@pytest.mark.parametrize("name", [each for each in FOLDERS if each != TEACHING])
def test_the_papers_of_another_year_hold_their_promises_too(name: str) -> None:
    files = bundle.read(FOLDERS[name])
    before = library.load(files)
    draft = copy_for_year(before, 2027)
    for each in draft.figures:
        draft = draft.confirm(each.at, each.value, "令和9年度の募集要領", "令和9年度")
    years = 2027 - (before.fiscal_year or 0)
    in_year = {key: moved(data, years) for key, data in files.examples.items()}
    assert unmet_pages(draft.finished(), in_year) == ()


def test_what_is_handed_in_holds_what_the_draft_of_the_example_holds() -> None:
    files = bundle.read(FOLDERS[TEACHING])
    programme = library.load(files)
    for key, worked in complete(programme, files).items():
        found = example.results(programme, worked)
        made = make_papers(
            programme, worked.answers, found, replace(HOUSE, sample=False), day=worked.today, draft=False,
            number="みなと台自第12号",
        )  # fmt: skip
        assert not list(promise.unmet(programme, key, promise.of_example(files.examples[key]), laid(made)))


def test_every_page_of_an_example_is_marked_as_a_sample() -> None:
    files = bundle.read(FOLDERS[TEACHING])
    programme = library.load(files)
    for worked in complete(programme, files).values():
        papers = laid(example_papers(programme, worked))
        assert papers
        for each in papers.values():
            assert each.text.count("見本・架空の団体です") >= each.pages
            assert promise.stands("下書き", each.text)


def test_a_word_stands_across_lines_but_a_figure_not_in_a_larger_one() -> None:
    text = "交 付 申 請 書\n交付申請額　金1,251,000\n円\n60,000 1,000"
    assert promise.stands("交付申請書", text)
    assert promise.stands("交付申請額 金1,251,000円", text)
    assert promise.stands("1,000", text)
    assert not promise.stands("251,000", text)
    assert not promise.stands("0,000", text)


def test_a_paper_without_the_amount_is_told_with_its_form_and_word(tmp_path: Path) -> None:
    use_language("ja")
    files = bundle.read(faulty(tmp_path))
    said = [each.sentence() for each in unmet_pages(library.offer(files), files.examples)]
    assert any("地域活動補助金交付申請書" in each and "交付申請額 金251,000円" in each for each in said)
    assert any("見本市長様" in each for each in said)
    assert not any("収支予算書" in each for each in said)


@pytest.fixture
def two_on_the_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that has just started, with the faulty programme and a sound one."""
    folders = faulty(tmp_path), FOLDERS[PAST]
    monkeypatch.setattr(library, "folders", lambda: folders)
    shelves.shelf.cache_clear()
    proofs.remembered.cache_clear()
    yield
    shelves.shelf.cache_clear()
    proofs.remembered.cache_clear()


def test_a_programme_whose_paper_leaves_out_the_amount_is_not_offered(
    sample_records: Records, two_on_the_shelf: None
) -> None:
    use_language("ja")
    prove(sample_records)
    rows = {each.key: each for each in sample_records.ask(offers)}
    assert rows[TEACHING].unmet and rows[TEACHING].tried
    assert not rows[PAST].unmet and rows[PAST].tried
    with pytest.raises(PapersNotAsPromised) as refused:
        sample_records.do(begin_application, TEACHING)
    assert "地域活動補助金交付申請書" in refused.value.message()
    assert TEACHING not in [each.offer.key for each in sample_records.ask(find_programmes, {})]


def test_papers_that_held_are_remembered_and_those_that_did_not_are_tried_again(
    sample_records: Records, two_on_the_shelf: None
) -> None:
    assert len(sample_records.ask(unproven)) == 2
    prove(sample_records)
    assert sample_records.ask(unproven) == ()
    proofs.remembered.cache_clear()  # as in a program that has just started
    assert [each.programme.id for each in sample_records.ask(unproven)] == [TEACHING]
    proofs.memory().write_text("[", "utf-8")
    proofs.remembered.cache_clear()
    assert len(sample_records.ask(unproven)) == 2


def test_a_file_whose_paper_leaves_out_the_amount_is_not_taken_in(tmp_path: Path) -> None:
    target = tmp_path / "a.kdprog"
    target.write_bytes(pack.packed(bundle.read(faulty(tmp_path)), Origin()))
    use_language("ja")
    with pytest.raises(DefinitionRefused) as refused:
        exchange.read_programme(target, silent)
    assert "地域活動補助金交付申請書" in refused.value.message()


def test_the_command_line_tells_it_too(run: Run, tmp_path: Path) -> None:
    said = run("programmes", "lint", faulty(tmp_path), "--json")
    assert (said.code, said.json["usable"]) == (1, False)
    assert {each["at"] for each in said.json["problems"]} == {f"{FAIR}.forms.application"}


def test_a_promise_of_a_form_that_is_not_there_is_found_without_any_paper() -> None:
    files = bundle.read(FOLDERS[TEACHING])
    data = dict(files.examples[FAIR])
    data["expect"] = {**data["expect"], "forms": {"application": {"pages": 1}, "letter": {"words": ["神戸"]}}}
    (problem,) = example.problems(library.load(files), {**files.examples, FAIR: data})
    assert problem.at == f"{FAIR}.forms.letter"


WRONG = ({}, {"pages": 0}, {"words": [""]}, {"words": "神戸"}, {"sheets": 1}, {"words": [" "]})


@pytest.mark.parametrize("wrong", WRONG)
def test_a_promise_of_another_shape_is_refused(wrong: dict[str, Any]) -> None:
    data = {"title": "例", "today": "2026-04-24", "answers": {}, "expect": {"forms": {"application": wrong}}}
    assert schema_problems(data, EXAMPLE)


def test_promised_days_move_with_the_example() -> None:
    days = {
        "令和8年度": "令和9年度",
        "令和8年4月24日": "令和9年4月24日",
        "平成29年6月1日": "平成30年6月1日",
        "平成30年6月1日": "令和元年6月1日",
        "令和6年2月29日": "令和7年2月28日",
        "平成30年度": "平成31年度",
        "金251,000円": "金251,000円",
    }
    later = moved({"expect": {"forms": {"application": {"pages": 1, "words": list(days)}}}}, 1)
    assert later["expect"]["forms"]["application"] == {"pages": 1, "words": list(days.values())}


def test_promised_amounts_follow_the_figures_that_were_accepted() -> None:
    files = bundle.read(FOLDERS[TEACHING])
    definition = dict(files.definition)
    definition["amount"] = [{**each, "cap": 200_000} for each in definition["amount"]]
    programme = build.programme(Bundle(definition))
    now = editing.expecting(programme, FAIR, files.examples[FAIR])
    assert now is not None
    assert now["expect"]["amounts"] == {"grant": 200_000}
    assert "交付申請額 金200,000円" in now["expect"]["forms"]["application"]["words"]
    assert "200,000" in now["expect"]["forms"]["budget"]["words"]
    assert not any("251,000" in word for each in now["expect"]["forms"].values() for word in each["words"])
    assert now["expect"]["forms"]["plan"] == files.examples[FAIR]["expect"]["forms"]["plan"]


@pytest.fixture
def own(sample_records: Records) -> str:
    use_language("ja")
    key = sample_records.do(copy_programme, PAST).result
    for figure in sample_records.ask(programme_copy, key).figures:
        values = tuple(each.value for each in figure.parts)
        sample_records.do(confirm_figure, key, figure.at, values, "令和8年度の案内")
    return key


def test_a_title_changed_by_hand_is_seen_on_the_paper_and_accepted(sample_records: Records, own: str) -> None:
    prove(sample_records, own)
    assert sample_records.ask(programme_copy, own).examples == ()
    seen = sample_records.ask(programme_places, own)
    sample_records.do(save_programme, own, {"form/application/title": "防犯カメラ修繕の申請書"}, seen.fingerprint)
    copy = sample_records.ask(programme_copy, own)
    assert not copy.tried and copy.examples == ()
    prove(sample_records, own)
    (row,) = sample_records.ask(programme_copy, own).examples
    assert row.on_paper and row.acceptable
    assert any("防犯カメラ修繕の申請書" in each.sentence() for each in row.problems)
    with pytest.raises(FiguresUnconfirmed):
        sample_records.do(begin_application, own)
    sample_records.do(accept_example, own, row.mark)
    prove(sample_records, own)
    assert sample_records.ask(programme_copy, own).examples == ()
    assert sample_records.do(begin_application, own).result
