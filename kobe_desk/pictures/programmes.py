"""補助制度: a programme of one's own, edited by forms, beside the version before, written to a file and taken in."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from kobe_desk.core import clock, paths
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.rules import bundle as files
from kobe_desk.modules.subsidies.rules import pack
from kobe_desk.modules.subsidies.usecases import confirm_figure, copy_programme, programme_copy
from kobe_desk.modules.subsidies.view import CopyPage, ExamplePapersPage, ExamplesPage, SubsidiesPage
from kobe_desk.modules.subsidies.view.programmes import DifferencePage, EditPage, GivePage, TakePage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import wait
from kobe_desk.pictures.scene import Scene


def programme(guide: Guide, past: str) -> Iterator[Scene]:
    """A programme of one's own: its forms, what changed, its file, and the file at the other end."""
    guide.page(SubsidiesPage).copy_wanted.emit(guide.told(partial(_own_programme, past)))
    yield from _worked(guide)
    guide.page(CopyPage).edit.click()
    page = guide.page(EditPage)
    yield guide.scene("programme-edit")
    page.lead_to("amount/grant", "amount/grant/rate")
    yield guide.scene("programme-edit-amount")
    yield from _parts(guide, page)
    page.difference.click()
    guide.page(DifferencePage)
    yield guide.scene("programme-difference")
    guide.back()
    guide.back()
    guide.page(CopyPage).give.click()
    guide.page(GivePage)
    yield guide.scene("programme-give")
    guide.back()
    guide.back()
    with tempfile.TemporaryDirectory() as folder:
        file = _from_elsewhere(Path(folder))
        guide.page(SubsidiesPage).take.click()
        taking = guide.page(TakePage)
        taking.file.control.set_value(file)
        taking.look.click()
        wait(taking.take.isEnabled)
        guide.page(TakePage)
        taking.file.control.set_value(Path(file.name))  # the folder has another name each time
        yield guide.scene("programme-take")
    guide.back()


def _worked(guide: Guide) -> Iterator[Scene]:
    """The worked examples, and the papers of the first of them."""
    guide.page(CopyPage).worked.click()
    page = guide.page(ExamplesPage)
    yield guide.scene("programme-examples")
    next(iter(page.buttons.values())).click()
    wait(lambda: isinstance(guide.window.shown_page(), ExamplePapersPage))
    yield guide.scene("programme-example-papers")
    guide.back()
    guide.back()


def _parts(guide: Guide, page: EditPage) -> Iterator[Scene]:
    """The lists that can be put together, a new question, and the list of a form; nothing is changed."""
    page.lead_to("page/who", "")
    page.to_top()
    yield guide.scene("programme-edit-questions")
    lists = page.forms.groups if page.forms else []
    lists[0].begin()
    yield guide.scene("programme-edit-new")
    page.lead_to("page", "")
    page.to_top()
    yield guide.scene("programme-edit-pages")
    page.lead_to("form", "")
    forms = page.forms.groups if page.forms else []
    forms[2].unfold.click()
    guide.page(EditPage).to_part(forms[2])
    yield guide.scene("programme-edit-form")


def _own_programme(past: str, records: Records) -> str:
    """This year's copy of a past definition, every figure as it was."""
    key = records.do(copy_programme, past).result
    for figure in records.ask(programme_copy, key).figures:
        values = tuple(each.value for each in figure.parts)
        records.do(confirm_figure, key, figure.at, values, "募集要領")
    return str(key)


def _from_elsewhere(folder: Path) -> Path:
    """The file of another association's version of a programme."""
    found = files.read(paths.resources("programmes", "ken-vision-2025"))
    head = {**found.definition["programme"], "version": "2025.2", "title": "神戸地域ビジョン推進事業"}
    made = replace(found, definition={**found.definition, "programme": head})
    path = folder / "vision.kdprog"
    path.write_bytes(pack.packed(made, pack.Origin(clock.today(), "みなと坂ふれあいのまちづくり協議会")))
    return path
