"""取り込みと書き出し: calendars, the wall's tables of past years, and the files that leave the desk."""

from kobe_desk.modules.bookings.view.files.calendar import CalendarPage
from kobe_desk.modules.bookings.view.files.page import FilesPage
from kobe_desk.modules.bookings.view.files.past import PastPage

__all__ = ["CalendarPage", "FilesPage", "PastPage"]
