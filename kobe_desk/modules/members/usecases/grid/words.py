"""How a value is written in a cell, offered to the screen."""

from kobe_desk.modules.members.rules.typed import OF_HOUSEHOLD, typed_text

__all__ = ["OF_HOUSEHOLD", "typed_text"]
