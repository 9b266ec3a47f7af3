"""The centre: what it is called, its rooms, and every rule of it."""

from kobe_desk.modules.bookings.view.centre.page import CentrePage

__all__ = ["CentrePage"]
