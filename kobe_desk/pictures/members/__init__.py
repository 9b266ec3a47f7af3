"""名簿, one level down: the cards, the blocks, the drawer, an import with problems, the papers."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QItemSelection, QItemSelectionModel

from kobe_desk.core.japanese.day_text import NoSuchDay
from kobe_desk.modules.members.view.anonymising import AnonymisePage
from kobe_desk.modules.members.view.care import (
    DRAWER,
    DUPLICATES,
    EVENTS,
    FORGET,
    GIVEN,
    LEADERS,
    LEAKS,
    OWN,
    YEAR,
    CarePage,
)
from kobe_desk.modules.members.view.drawer import DrawerPage
from kobe_desk.modules.members.view.dues import DuesPage
from kobe_desk.modules.members.view.events import EventPage, EventsPage
from kobe_desk.modules.members.view.grid.bulk import BulkPage
from kobe_desk.modules.members.view.grid.changes import CellChangesPage
from kobe_desk.modules.members.view.grid.choosing import ColumnsPage
from kobe_desk.modules.members.view.grid.many import CHANGE
from kobe_desk.modules.members.view.household_form import HouseholdFormPage
from kobe_desk.modules.members.view.leaders import LeadersPage
from kobe_desk.modules.members.view.leaks import LeaksPage
from kobe_desk.modules.members.view.own.page import OwnPage
from kobe_desk.modules.members.view.papers import PapersPage
from kobe_desk.modules.members.view.person import NOTES, PersonPage
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.happenings import handed_out, lost, taken_back, written_twice
from kobe_desk.pictures.members.cards import household_card, person_card, take_list_in
from kobe_desk.pictures.scene import Scene
from kobe_desk.sample import PASSPHRASE

SCENES = {FORGET: "anonymise"}


def members(guide: Guide) -> Iterator[Scene]:
    """The pages that the roster leads to."""
    guide.opened.open_at("members")
    guide.page(RosterPage).conditions.more.click()
    yield guide.scene("members-conditions")
    guide.page(RosterPage).conditions.more.click()
    yield from _grid(guide)
    yield from person_card(guide)
    yield from household_card(guide)
    for name, kind, wish in (
        ("members-print", PrintPage, "print"),
        ("members-dues", DuesPage, "dues"),
        ("members-new", HouseholdFormPage, "add_household"),
    ):
        getattr(guide.page(RosterPage), wish).click()
        guide.page(kind)
        yield guide.scene(name)
        yield from guide.parts(name)
        guide.back()
    yield from _care(guide)
    yield from _noted(guide)
    yield from _papers(guide)
    yield from take_list_in(guide)


def _grid(guide: Guide) -> Iterator[Scene]:
    """Written in place: a cell that is refused, several people picked, what would change, the columns."""
    page = guide.page(RosterPage)
    table, model = page.table, page.model
    table.setFocus()
    page.columns.click()
    columns = guide.page(ColumnsPage)
    yield guide.scene("members-columns")
    columns.ticks.set_value(("kana", "birth", "age", "area", "phone"))
    columns.save.click()
    guide.page(RosterPage)
    row = table.row
    model.refuse(row.id, "birth", "S23.4.31", NoSuchDay(text="S23.4.31", last=30).message())
    table.setCurrentIndex(model.cell_of(row.id, "birth"))
    yield guide.scene("members-grid")
    model.forget(row.id, "birth")
    table.setCurrentIndex(model.index(0, 3))
    top, below = model.index(0, 3), model.index(5, 3)
    table.selectionModel().select(QItemSelection(top, below), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    yield guide.scene("members-grid-picked")
    page.picked.ways[CHANGE].click()
    many = guide.page(BulkPage)
    yield guide.scene("members-grid-many")
    field = many.form.fields["area"]
    field.set_value(page.blocks()[-1])
    many.go_on.click()
    guide.page(CellChangesPage)
    yield guide.scene("members-grid-look")
    guide.back()
    page.columns.click()
    guide.page(ColumnsPage).usual.click()
    guide.page(RosterPage)


def _care(guide: Guide) -> Iterator[Scene]:
    guide.page(RosterPage).care.click()
    page = guide.page(CarePage)
    yield guide.scene("members-care")
    further: dict[str, Callable[[Guide], Iterator[Scene]]] = {
        YEAR: lambda guide: guide.parts("members-year"),
        LEAKS: _leak,
        EVENTS: _events,
        LEADERS: _leaders,
        DRAWER: _drawer,
        FORGET: _forget,
    }
    before = {DUPLICATES: written_twice, GIVEN: handed_out, LEAKS: lost}
    after = {DUPLICATES: taken_back}
    for task, way in page.ways.items():
        if task == OWN:
            yield from _own(guide)
            continue
        if task in before:
            guide.told(before[task])
        way.click()
        yield guide.scene(f"members-{SCENES.get(task, task)}")
        if task in further:
            yield from further[task](guide)
        guide.back()
        if task in after:
            guide.told(after[task])
    guide.back()


def _leak(guide: Guide) -> Iterator[Scene]:
    guide.page(LeaksPage).add_one.click()
    yield guide.scene("members-leak-new")


def _leaders(guide: Guide) -> Iterator[Scene]:
    page = guide.page(LeadersPage)
    page.list.items[1].click()
    yield guide.scene("members-leaders-turn")
    page.print.click()
    guide.page(PrintPage)
    yield guide.scene("members-leaders-print")
    guide.back()


def _forget(guide: Guide) -> Iterator[Scene]:
    years = guide.page(AnonymisePage).years
    years.set_value(0)
    years.edited.emit()
    guide.page(AnonymisePage)
    yield guide.scene("members-anonymise-person")


def _events(guide: Guide) -> Iterator[Scene]:
    """One event with its parts, and the form of another."""
    page = guide.page(EventsPage)
    page.open.click()
    event = guide.page(EventPage)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.png") for number in (1, 2, 3)]
        for path, colour in zip(paths, ("#dfe7ee", "#f3e6cf", "#dcead9"), strict=True):
            _lantern(colour).save(path)
        event.photos.files_chosen.emit(paths)
        guide.page(EventPage)
    yield guide.scene("members-event")
    yield from guide.parts("members-event")
    event.photos.sheet.click()
    guide.page(PrintPage)
    yield guide.scene("members-event-photos")
    guide.back()
    guide.back()
    page.add_one.click()
    yield guide.scene("members-event-new")


def _lantern(colour: str) -> Image.Image:
    """A drawn photo of a festival: no real one is in the sample."""
    picture = Image.new("RGB", (640, 427), colour)
    draw = ImageDraw.Draw(picture)
    draw.line((0, 60, 640, 90), fill="#6b7785", width=4)
    for left in (80, 260, 440):
        draw.ellipse((left, 90, left + 110, 230), fill="#b5533c", outline="#7c3728", width=4)
    return picture


def _drawer(guide: Guide) -> Iterator[Scene]:
    """The drawer's paper, its form and its parts, once it is open."""
    page = guide.page(DrawerPage)
    page.gate.by_code.click()
    yield guide.scene("members-drawer-code")
    page.gate.leave.click()
    page.gate.open_requested.emit(PASSPHRASE)
    yield guide.scene("members-drawer-open")
    page.people.add.click()
    yield guide.scene("members-drawer-person")
    page.people.leave.click()
    yield from guide.parts("members-drawer")
    page.lists.add.click()
    page.show_part(1)
    yield guide.scene("members-drawer-list")
    page.lists.leave.click()
    page.keys.code_requested.emit()
    yield guide.scene("members-drawer-paper")


def _own(guide: Guide) -> Iterator[Scene]:
    """Tags and fields, made; with them the page of a person and the conditions have more to show."""
    guide.page(CarePage).ways[OWN].click()
    page = guide.page(OwnPage)
    for name, kind in (("旗当番", "person"), ("井戸あり", "household"), ("大工しごと", "skill")):
        page.tags.form.fill({"name": name, "kind": kind})
        page.tags.save.click()
        guide.page(OwnPage)
    yield guide.scene("members-own")
    fields = (("犬", "person", "yes_no", ""), ("消火器の点検日", "household", "date", ""),
              ("清掃の係", "person", "choice", "みがき\nはき"))  # fmt: skip
    for name, of, kind, choices in fields:
        page.fields.form.fill({"name": name, "of": of, "kind": kind, "choices": choices})
        page.fields.save.click()
        guide.page(OwnPage)
    yield from guide.parts("members-own")
    guide.back()


def _noted(guide: Guide) -> Iterator[Scene]:
    page = guide.page(RosterPage)
    page.person_opened.emit(page.table.row.id)
    guide.page(PersonPage).show_part(NOTES)
    yield guide.scene("members-person-notes")
    guide.back()
    guide.page(RosterPage).conditions.more.click()
    yield guide.scene("members-conditions-own")
    guide.page(RosterPage).conditions.more.click()


def _papers(guide: Guide) -> Iterator[Scene]:
    guide.page(RosterPage).print.click()
    guide.page(PrintPage).others.click()
    page = guide.page(PapersPage)
    yield guide.scene("members-papers")
    yield from guide.parts("members-papers", page.parts)
    guide.back()
    guide.back()
