"""抽選: the rounds of applications, and one of them."""

from kobe_desk.modules.bookings.view.draws.round import RoundPage
from kobe_desk.modules.bookings.view.draws.rounds import DrawsPage

__all__ = ["DrawsPage", "RoundPage"]
