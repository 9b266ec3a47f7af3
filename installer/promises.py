"""What the shipped worked examples promise of their papers, written anew: `python installer/promises.py`.

For every complete example it writes `[expect.forms.…]`: the words that must stand on each form, taken from the
definition and the example itself and never from the page, and the number of pages that the form has now. A word that
does not stand on its page is said, and nothing of that programme is written. Read the difference before it is
committed: a page more than before is a promise changed.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kobe_desk.core.japanese.money import figures, written_out
from kobe_desk.modules.subsidies.papers.proof import example_papers, laid
from kobe_desk.modules.subsidies.rules import bundle, example, library, promise
from kobe_desk.modules.subsidies.rules.definition import FormSpec, Programme
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation

Answers = Mapping[str, Any]
_BLOCK = re.compile(r"\n*^\[expect\.forms\..*", re.MULTILINE | re.DOTALL)
"""The promises stand last in their file."""


def main() -> int:
    wrong = [line for folder in library.folders() for line in _written(folder)]
    sys.stdout.write("\n".join([*wrong, ""]) if wrong else "")
    return 1 if wrong else 0


def _written(folder: Path) -> list[str]:
    """Write the examples of one programme; returns what does not hold."""
    files = bundle.read(folder)
    programme = library.load(files)
    wrong: list[str] = []
    for name, data in files.examples.items():
        worked = example.read(programme, name, data)
        if not isinstance(worked, example.Example):
            return [worked.message()]
        found = example.results(programme, worked)
        if not found.complete:
            continue
        papers = laid(example_papers(programme, worked))
        forms = {each.id: each for each in programme.forms}
        made = {
            form: {"pages": each.pages, "words": list(_words(programme, forms[form], found, data["answers"]))}
            for form, each in papers.items()
        }
        faults = [f"{folder.name}: {each.message()}" for each in promise.unmet(programme, name, made, papers)]
        wrong += faults
        if not faults:
            path = folder / name
            path.write_text(_BLOCK.sub("", path.read_text("utf-8")).rstrip() + "\n" + _toml(made), "utf-8")
    return wrong


def _words(programme: Programme, form: FormSpec, found: Evaluation, answers: Answers) -> Iterator[str]:
    """The decisive words of a form: its title, who applies to whom for what, and each amount as that form writes it."""
    yield form.title
    if form.paper in ("application", "pledge"):
        yield f"{programme.addressee or programme.funder}様"
    if form.paper in ("application", "pledge", "organisation", "officers"):
        yield str(answers["org_name"])
    if "project_name" in answers and "project_name" in form.fields and "project_name" in found.exported():
        yield str(answers["project_name"])
    for each in programme.amounts:
        made = found.amounts.get(each.id)
        if made is not None and form.paper == "application":
            yield f"{each.label} {written_out(made.yen)}"
        elif made is not None and form.paper == "budget":
            yield figures(made.yen)


def _toml(made: dict[str, dict[str, object]]) -> str:
    blocks = (
        f"\n[expect.forms.{form}]\npages = {each['pages']}\nwords = {json.dumps(each['words'], ensure_ascii=False)}\n"
        for form, each in made.items()
    )
    return "".join(blocks)


if __name__ == "__main__":
    sys.exit(main())
