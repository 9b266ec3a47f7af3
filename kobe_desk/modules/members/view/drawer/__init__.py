"""封の引き出し: the page and its parts."""

from kobe_desk.modules.members.view.drawer.page import DrawerPage

__all__ = ["DrawerPage"]
