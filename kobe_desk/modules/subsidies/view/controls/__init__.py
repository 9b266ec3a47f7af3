"""A control for every kind of question; each reads and shows a value of that kind."""

from kobe_desk.modules.subsidies.view.controls.make import Offered, control_for, typed_text

__all__ = ("Offered", "control_for", "typed_text")
