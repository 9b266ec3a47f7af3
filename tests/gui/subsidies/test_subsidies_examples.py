"""The worked examples on the screen: their sums and papers, and a programme whose papers are not as promised."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.papers import squeezed, text_of

from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.rules import library
from kobe_desk.modules.subsidies.usecases import (
    applications,
    confirm_figure,
    copy_programme,
    offers,
    programme_copy,
    proofs,
)
from kobe_desk.modules.subsidies.usecases import shelf as shelves
from kobe_desk.modules.subsidies.usecases.programmes import programme_places, save_programme
from kobe_desk.modules.subsidies.view import CopyPage, ExamplePapersPage, ExamplesPage
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.text import Paragraph

MIHON, PAST = "chiiki-katsudo-mihon", "bouhan-camera-shuzen-2025"
FAIR = "examples/fair.toml"


def words(widget: object) -> str:
    return "\n".join(each.text() for each in widget.findChildren(Paragraph))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A shelf of two, as in a program that has just started."""
    use_language("ja")
    folders = tuple(each for each in library.folders() if each.name in (MIHON, PAST))
    monkeypatch.setattr(library, "folders", lambda: folders)
    shelves.shelf.cache_clear()
    proofs.remembered.cache_clear()
    yield
    shelves.shelf.cache_clear()
    proofs.remembered.cache_clear()


@pytest.fixture
def faulty(few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with a promise that no paper keeps."""
    first, *rest = library.folders()
    assert first.name == PAST
    mine = Path(shutil.copytree(rest[0], tmp_path / MIHON))
    file = mine / "examples" / "fair.toml"
    file.write_text(file.read_text("utf-8").replace("交付申請額 金251,000円", "交付申請額 金152,000円"), "utf-8")
    monkeypatch.setattr(library, "folders", lambda: (first, mine))
    shelves.shelf.cache_clear()


def test_the_papers_are_looked_at_when_the_page_is_opened(few: None, opened) -> None:
    assert all(each.tried and not each.unmet for each in opened.records.ask(offers))
    assert len(proofs.remembered()) == 2


def test_a_programme_whose_paper_is_not_as_promised_cannot_be_begun(faulty: None, opened) -> None:
    assert MIHON not in opened.page.buttons
    assert "「地域活動補助金交付申請書」に「交付申請額 金152,000円」" in words(opened.page)
    assert "使えません" in [each.text() for each in opened.page.findChildren(Chip)]
    before = len(opened.records.ask(applications))
    opened.page.begin_wanted.emit(MIHON)
    assert "金152,000円" in opened.page.refusal.text
    assert len(opened.records.ask(applications)) == before


def test_an_example_shows_its_sums_and_its_papers_marked_as_samples(few: None, opened, tmp_path: Path) -> None:
    opened.click(opened.page.buttons[f"examples:{MIHON}"])
    page = opened.page
    assert isinstance(page, ExamplesPage)
    assert "251,000円" in words(page)
    opened.click(page.buttons[FAIR])
    papers = opened.page
    assert isinstance(papers, ExamplePapersPage)
    made = papers.preview.papers
    assert len(made) == 6 and all(each.name.startswith("見本") for each in made)
    texts = [squeezed(text_of(each.pdf, tmp_path)) for each in made]
    assert all("見本・架空の団体です" in each and "下書き" in each for each in texts)
    assert "交付申請額金251,000円" in texts[0]
    opened.click(papers.header.back)
    assert opened.page is page


def test_every_example_can_be_looked_at_even_one_that_cannot_be_applied_for(few: None, opened) -> None:
    for key in (MIHON, PAST):
        opened.click(opened.page.buttons[f"examples:{key}"])
        page = opened.page
        for button in tuple(page.buttons.values()):
            opened.click(button)
            assert isinstance(opened.page, ExamplePapersPage)
            opened.click(opened.page.header.back)
        opened.click(page.header.back)


@pytest.fixture
def renamed(few: None, sample_records: Records) -> str:
    """A programme of one's own, all figures confirmed, whose application got another title."""
    key = sample_records.do(copy_programme, PAST).result
    for figure in sample_records.ask(programme_copy, key).figures:
        values = tuple(each.value for each in figure.parts)
        sample_records.do(confirm_figure, key, figure.at, values, "令和8年度の案内")
    seen = sample_records.ask(programme_places, key).fingerprint
    sample_records.do(save_programme, key, {"form/application/title": "防犯カメラ修繕の申請書"}, seen)
    return str(key)


def test_papers_that_changed_are_shown_and_accepted_before_one_can_apply(renamed: str, opened) -> None:
    opened.stack.controller._programmes.figures(renamed)
    page = opened.page
    assert isinstance(page, CopyPage)
    assert page.begin.isHidden() and "前と変わりました" in page.state.text
    (card,) = page.examples
    assert "「防犯カメラ修繕の申請書」に" in card.words[0]
    opened.click(card.button)
    assert page.examples == [] and page.begin.isVisible()
    opened.click(page.worked)
    assert isinstance(opened.page, ExamplesPage) and len(opened.page.buttons) == 3
