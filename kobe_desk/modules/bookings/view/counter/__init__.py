"""窓口で予約: when, which room, who; the sentence to read aloud is always complete, and the fee in it."""

from kobe_desk.modules.bookings.view.counter.page import CounterPage
from kobe_desk.modules.bookings.view.counter.parts import Offered, Start

__all__ = ["CounterPage", "Offered", "Start"]
