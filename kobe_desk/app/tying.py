"""Leads from a page of one module to a page of another, and gathers what belongs to one record from all of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kobe_desk.app.registry import Registration
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.ties import Tie

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kobe_desk.app.opened import Opened


def open_page(opened: "Opened", module: Registration, modules: Sequence[Registration]) -> "QWidget":
    """A module's page, its wishes for other pages followed."""
    page = module.open_page(opened.desk)
    if isinstance(page, PageStack):

        def gather(record: str, then: Callable[[str, Sequence[Tie]], object]) -> None:
            for each in modules:
                if each.ties is not None:
                    each.ties(opened.desk, record, partial(then, each.name))

        page.jump_wanted.connect(opened.open_at)
        page.ties_wanted.connect(gather)
    return page
