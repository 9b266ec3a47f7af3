"""The bookings in a real window over the small centre, at noon of 1 April 2026, with bands only."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from kobe_desk.core import clock
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.bookings import module, usecases
from kobe_desk.modules.bookings.usecases import BookingRequest
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow
from support.audit import settle
from support.centre import NOON, House, at, set_up


@pytest.fixture
def window(desk: Desk, qtbot) -> Iterator[DeskWindow]:
    desk._records.do(association.save_profile, Profile("みなと台自治会"))
    with clock.stopped_at(NOON):
        made = DeskWindow([Entry("bookings", module.TITLE, module.ICON, lambda: module.open_page(desk))])
        qtbot.addWidget(made)
        made.resize(1366, 690)
        made.show()
        yield made


@pytest.fixture
def house(window: DeskWindow, desk: Desk) -> House:
    found = set_up(desk._records, step=0)
    window.open("bookings")
    settle()
    return found


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def press(qtbot, widget, *keys: Qt.Key) -> None:
    """Keys, one after the other, on a widget that has the keyboard."""
    widget.setFocus()
    for key in keys:
        qtbot.keyClick(widget, key)
    settle()


def book(desk: Desk, house: House, **more: object) -> UUID:
    facts = {"room": house.a, "group": house.chorus, "start": at(4, 2), "end": at(4, 2, 12), "purpose": "合唱の練習"}
    made: list[UUID] = []
    desk.do(usecases.book_room, BookingRequest(**{**facts, **more}), then=made.append)
    settle()
    return made[0]
