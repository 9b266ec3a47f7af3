"""Leads through an open desk: waits for its answers, presses what a person would press, and shows the scene."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import sqlalchemy as sa

from kobe_desk.app.main_window import MainWindow
from kobe_desk.app.opened import Opened
from kobe_desk.app.program import Program
from kobe_desk.core.database import load_models
from kobe_desk.core.errors import UserError
from kobe_desk.core.records import Records
from kobe_desk.core.vault.drawer import DrawerShut, NoDrawer
from kobe_desk.modules.members.usecases import sealed_people
from kobe_desk.pictures.patience import Watch, wait
from kobe_desk.pictures.scene import Scene
from kobe_desk.ui.page import Page, PageStack
from kobe_desk.ui.side_list import SideItem, SideList

P = TypeVar("P", bound=Page)
R = TypeVar("R")


class Guide:
    """Over one open desk."""

    def __init__(self, program: Program) -> None:
        assert program.opened is not None  # noqa: S101 - the guide begins where a desk is open
        self.opened: Opened = program.opened
        program.idle.stop()  # the tour moves the clock by days, and nobody types on the way
        self._watch = Watch(self.opened.desk)

    @property
    def window(self) -> MainWindow:
        return self.opened.window

    def page(self, kind: type[P]) -> P:
        """The page in sight, which is of this kind."""
        self._watch.rest()
        page = self.window.shown_page()
        if not isinstance(page, kind):
            raise TypeError(f"{type(page).__name__} is in sight instead of {kind.__name__}")
        return page

    def scene(self, name: str) -> Scene:
        """What is in sight, once it has come to rest."""
        self._watch.rest()
        return Scene(name, self.window, self.data)

    def data(self) -> str:
        """Every text in the tables of the desk."""
        return self.told(_texts)

    def told(self, work: Callable[[Records], R]) -> R:
        """What comes of work on the open records, as somebody at another desk would have done it.

        Raises the UserError that the work raises.
        """
        found: list[R] = []
        wrong: list[UserError] = []
        self.opened.desk.on_records(work, found.append, wrong.append)
        wait(lambda: found or wrong)
        if wrong:
            raise wrong[0]
        self._watch.rest()
        return found[0]

    def parts(self, name: str, listed: SideList | None = None) -> Iterator[Scene]:
        """Every further part of a page with a list of parts at its left; a list that scrolls is given."""
        page = self.window.shown_page()
        items = tuple(listed.items) if listed is not None else parts_of(page) if page is not None else ()
        for number in range(1, len(items)):
            if items[number].isEnabled():
                items[number].setFocus()
                items[number].click()
                yield self.scene(f"{name}-{number + 1}")
        if items:
            items[0].click()

    def back(self) -> None:
        """Up from a page one level down."""
        self._watch.rest()
        page = self.window.shown_page()
        stack = page.parentWidget() if page is not None else None
        if page is not None and isinstance(stack, PageStack):
            stack.leave(page)
        self._watch.rest()


def parts_of(page: Page) -> tuple[SideItem, ...]:
    """The entries of the list at the left of a page."""
    return tuple(item for side in page.findChildren(SideList) if side.parent() is page for item in side.items)


def _texts(records: Records) -> str:
    with records.database.reading() as session:
        there = set(sa.inspect(session.connection()).get_table_names())  # the metadata may know tables of a test
        tables = [table for table in load_models().sorted_tables if table.name in there]
        rows = [row for table in tables for row in session.execute(sa.select(table))]
    told = [str(value) for row in rows for value in row if isinstance(value, (str, dict, list))]
    return "\n".join((*told, *_sealed(records)))


def _sealed(records: Records) -> tuple[str, ...]:
    """What the sealed drawer holds, while it is open."""
    try:
        return tuple(str(row.entry) for row in records.ask(sealed_people))
    except (NoDrawer, DrawerShut):
        return ()
