"""What a worked example promises of the papers that come of it: the words on each form, and its number of pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kobe_desk.core.japanese import money
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem, unknown

FORMS = "forms"
_BLANKS = r"\s*"
Promised = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Laid:
    """A form as it was set on paper: the text of all its pages, and how many they are."""

    text: str
    pages: int


def of_example(data: Mapping[str, Any]) -> Promised:
    """What an example promises of each form; nothing where it speaks of none."""
    found: Promised = data.get("expect", {}).get(FORMS, {})
    return found


def unknown_forms(programme: Programme, name: str, promised: Promised) -> Iterator[Problem]:
    """Promises of a form that the programme does not have."""
    known = {each.id for each in programme.forms}
    yield from (unknown(_at(name, form), form) for form in promised if form not in known)


def unmet(programme: Programme, name: str, promised: Promised, laid: Mapping[str, Laid]) -> Iterator[Problem]:
    """Where the papers are not what the example promises."""
    titles = {each.id: each.title for each in programme.forms}
    for form, wanted in promised.items():
        at, paper, found = _at(name, form), titles.get(form, form), laid.get(form)
        if found is None:
            yield Problem(at, N_("“{paper}” is promised, and no such paper is made."), {"paper": paper, "form": form})
            continue
        for word in wanted.get("words", ()):
            if not stands(word, found.text):
                values = {"paper": paper, "form": form, "word": word}
                yield Problem(at, N_("“{word}” does not stand on “{paper}”."), values)
        if wanted.get("pages", found.pages) != found.pages:
            values = {"paper": paper, "form": form, "pages": wanted["pages"], "found": found.pages}
            yield Problem(at, N_("“{paper}” has {found} pages instead of {pages}."), values)


def _at(name: str, form: str) -> str:
    return f"{name}.{FORMS}.{form}"


def stands(word: str, text: str) -> bool:
    """Whether a word stands in a text, blanks and line breaks apart; 1,000 does not stand in 251,000."""
    signs = [re.escape(each) for each in word if not each.isspace()]
    before = r"(?<![\d,])" if signs[0].isdigit() else ""
    after = r"(?![\d,])" if signs[-1].isdigit() else ""
    return re.search(f"{before}{_BLANKS.join(signs)}{after}", text) is not None


def kept(promised: Promised, problems: tuple[Problem, ...]) -> dict[str, Any]:
    """The promises without what no longer stands on paper, with the number of pages as it is now."""
    made = {form: dict(each) for form, each in promised.items()}
    for values in (each.values for each in problems):
        form = values.get("form", "")
        if form not in made:
            continue
        if "word" in values:
            made[form]["words"] = [each for each in made[form]["words"] if each != values["word"]]
        elif "found" in values:
            made[form]["pages"] = values["found"]
        else:
            del made[form]
    return made


def with_sums(promised: Promised, before: Mapping[str, int], now: Mapping[str, int]) -> dict[str, Any]:
    """The promises with each amount as it comes out now, written as it was: 金160,000円 becomes 金140,000円."""
    changed = {figures: money.figures(now[key]) for key, yen in before.items()
               if now.get(key, yen) != yen and (figures := money.figures(yen))}  # fmt: skip
    if not changed:
        return {form: dict(each) for form, each in promised.items()}
    sums = re.compile(rf"(?<![\d,△])(?:{'|'.join(map(re.escape, changed))})(?![\d,])")

    def of(word: str) -> str:
        return sums.sub(lambda found: changed[found[0]], word)

    return {form: {**each, "words": [of(word) for word in each.get("words", ())]} for form, each in promised.items()}
