"""異動: the page, its kinds, and the controls that only it has."""

from kobe_desk.modules.members.view.moving.page import MovingPage

__all__ = ["MovingPage"]
