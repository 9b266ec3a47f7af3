"""The page 確認 over papers of others."""

from pathlib import Path

import pytest
from support import signing
from support.audit import audit, said
from support.program import wait_for, window_of

from kobe_desk.app.program import Program


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "交付申請書.pdf"
    path.write_bytes(signing.signed())
    return path


def answers(program: Program, qtbot, paper: Path) -> list[str]:
    """The three answers, as they stand on the cards."""
    from kobe_desk.app.verifying.cards import AnswerPanel

    program.opened.open_at("verify", str(paper))
    page = window_of(program).page("verify")
    wait_for(qtbot, lambda: "どこにも送って" in window_of(program).strip.text)
    window_of(program).strip.report("", timed=False)
    return [each.answer.plain() for each in page.result.findChildren(AnswerPanel) if each.isVisible()]


def test_three_questions_get_three_answers(at_work: Program, paper: Path, qtbot) -> None:
    assert answers(at_work, qtbot, paper) == ["変わっていません", "知らない人です", "証明がありません"]
    assert said(audit(window_of(at_work))) == ""


def test_a_certificate_that_is_handed_in_makes_the_signer_known(at_work: Program, paper: Path, tmp_path, qtbot) -> None:
    answers(at_work, qtbot, paper)
    root = tmp_path / "root.pem"
    root.write_bytes(signing.keys().pem)
    window_of(at_work).page("verify").trust_chosen.emit(str(root))
    wait_for(qtbot, lambda: "どこにも送って" in window_of(at_work).strip.text)
    assert answers(at_work, qtbot, paper)[1] == "知っている人です"


def test_something_laid_over_after_signing_is_said(at_work: Program, paper: Path, qtbot) -> None:
    paper.write_bytes(signing.painted_over(signing.signed()))
    assert answers(at_work, qtbot, paper)[0] == "変わっています"


def test_a_file_that_is_gone_is_a_sentence(at_work: Program, tmp_path: Path, qtbot) -> None:
    at_work.opened.open_at("verify", str(tmp_path / "ない.pdf"))
    wait_for(qtbot, lambda: "ない.pdf" in window_of(at_work).strip.text)
    assert not window_of(at_work).page("verify").result.isVisible()
