"""What the pages of 名簿 wish, done at the desk."""

from kobe_desk.modules.members.controller.home import RosterHome
from kobe_desk.modules.members.controller.roster import RosterController

__all__ = ["RosterController", "RosterHome"]
