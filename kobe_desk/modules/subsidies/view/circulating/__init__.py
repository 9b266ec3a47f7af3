"""The pages about packets for signing: sent, opened, signed, taken in."""

from kobe_desk.modules.subsidies.view.circulating.asking import SendSigningPage
from kobe_desk.modules.subsidies.view.circulating.away import AwayPart
from kobe_desk.modules.subsidies.view.circulating.opening import OpenSigningPage, WordsMissing
from kobe_desk.modules.subsidies.view.circulating.packet import DeskPacketPage, PacketPapersPage
from kobe_desk.modules.subsidies.view.circulating.returned import ReturnedSigningPage

__all__ = (
    "AwayPart",
    "DeskPacketPage",
    "OpenSigningPage",
    "PacketPapersPage",
    "ReturnedSigningPage",
    "SendSigningPage",
    "WordsMissing",
)
