"""一括申請 at the desk: chosen, answered together, checked."""

from kobe_desk.modules.subsidies.controller.bundle.choosing import ChoosingController
from kobe_desk.modules.subsidies.controller.bundle.opening import BundlePages
from kobe_desk.modules.subsidies.controller.bundle.wizard import BundleController

__all__ = ("BundleController", "BundlePages", "ChoosingController")
