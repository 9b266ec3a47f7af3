"""Before anything is signed or exported: every answer that counts is found in the text of its paper, none is tofu."""

import re
from collections.abc import Sequence

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.usecases.facts import PaperRequest
from kobe_desk.paper.render import page_count, page_text

_BLANKS = re.compile(r"\s+")
_TOFU = re.compile("[\x00\ufffd\ufffe\uffff]")
FEWEST = 2
"""Signs: an answer broken over sheets leaves at least so much on each."""


class AnswerNotOnPaper(UserError):
    text = N_(
        "The answer “{label}” was not found on “{paper}”, so the papers were not used. Your answers are unchanged. "
        "Please report this."
    )


class SignsNotReadable(UserError):
    text = N_("“{paper}” holds signs that cannot be read. Your answers are unchanged. Please report this.")


def check_papers(made: Sequence[PaperRequest], programme: Programme, answers: Answers, evaluation: Evaluation) -> None:
    """Read every paper back and look for its answers. Raises AnswerNotOnPaper or SignsNotReadable."""
    words = Words(programme, answers, evaluation)
    forms = {each.id: each for each in programme.forms}
    for paper in made:
        text = text_of(paper.data)
        if _TOFU.search(text):
            raise SignsNotReadable(paper=paper.title)
        pages = page_count(paper.data)
        for label, answer in words.printed(forms[paper.form]):
            if not is_found(answer, text, pages):
                raise AnswerNotOnPaper(label=label, paper=paper.title)


def text_of(pdf: bytes) -> str:
    """The text layer of all pages without blanks: readers differ in where they see one."""
    return squeezed("".join(page_text(pdf, number) for number in range(page_count(pdf))))


def squeezed(text: str) -> str:
    return _BLANKS.sub("", text)


def is_found(answer: str, text: str, pages: int) -> bool:
    """Whether an answer stands in a text, whole or parted by the foot of a sheet or a 続紙, in its order."""
    wanted, place = squeezed(answer), 0
    for _part in range(pages + 1):
        length = _longest(wanted, text, place)
        if length == len(wanted):
            return True
        if length < FEWEST:
            return False
        place = text.find(wanted[:length], place) + length
        wanted = wanted[length:]
    return False


def _longest(wanted: str, text: str, place: int) -> int:
    """How much of the beginning of an answer stands together."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text.find(wanted[:middle], place) >= 0 else (low, middle - 1)
    return low
