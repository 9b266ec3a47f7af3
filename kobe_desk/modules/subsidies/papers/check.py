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
_FIRST_SIGNS = (24, 8, FEWEST)


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
    return _goes_on(squeezed(answer), text, 0, pages + 1, set())


def _goes_on(wanted: str, text: str, place: int, parts: int, tried: set[tuple[int, int]]) -> bool:
    """Whether what is left of an answer stands behind a place, in so many parts or fewer."""
    if not wanted:
        return True
    if not parts or (len(wanted), place) in tried:
        return False
    tried.add((len(wanted), place))
    return any(
        _goes_on(wanted[length:], text, begins + length, parts - 1, tried)
        for begins, length in _stretches(wanted, text, place)
    )


def _stretches(wanted: str, text: str, place: int) -> list[tuple[int, int]]:
    """Where the beginning of an answer may stand and how far it goes on there.

    The longest first; in an answer that repeats itself that one may stand too far down, so also the first ones.
    """
    longest = _longest(wanted, text, place)
    begins = dict.fromkeys(
        text.find(wanted[:length], place) for length in (longest, *_FIRST_SIGNS) if length <= longest
    )
    found = [(each, _together(wanted, text, each)) for each in begins]
    return [(each, length) for each, length in found if length >= min(FEWEST, len(wanted))]


def _together(wanted: str, text: str, begins: int) -> int:
    """How many signs of an answer stand together from a place on."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text.startswith(wanted[:middle], begins) else (low, middle - 1)
    return low


def _longest(wanted: str, text: str, place: int) -> int:
    """How much of the beginning of an answer stands together."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text.find(wanted[:middle], place) >= 0 else (low, middle - 1)
    return low
