"""A programme edited, handed on and taken in at the desk."""

from kobe_desk.modules.subsidies.controller.programmes.editing import EditController
from kobe_desk.modules.subsidies.controller.programmes.handing import GiveController, TakeController
from kobe_desk.modules.subsidies.controller.programmes.newer import DifferenceController, NewerController

__all__ = ("DifferenceController", "EditController", "GiveController", "NewerController", "TakeController")
