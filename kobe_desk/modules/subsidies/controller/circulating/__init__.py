"""Packets for signing in the window: sent and taken in at the papers, opened and signed elsewhere."""

from kobe_desk.modules.subsidies.controller.circulating.opening import OpenSigningController
from kobe_desk.modules.subsidies.controller.circulating.papers import AwayController
from kobe_desk.modules.subsidies.controller.circulating.signing import PacketController, Runs
from kobe_desk.modules.subsidies.controller.circulating.taking import TakeIn

__all__ = ("AwayController", "OpenSigningController", "PacketController", "Runs", "TakeIn")
