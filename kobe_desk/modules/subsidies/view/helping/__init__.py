"""The pages about helpers, and the one that a helper sees."""

from kobe_desk.modules.subsidies.view.helping.asking import AskHelpPage
from kobe_desk.modules.subsidies.view.helping.hours import HoursPage
from kobe_desk.modules.subsidies.view.helping.packet import AboutPart, GiveBackPart, PacketPage
from kobe_desk.modules.subsidies.view.helping.packets import HelpersPage
from kobe_desk.modules.subsidies.view.helping.returned import ReturnedPage

__all__ = (
    "AboutPart",
    "AskHelpPage",
    "GiveBackPart",
    "HelpersPage",
    "HoursPage",
    "PacketPage",
    "ReturnedPage",
)
