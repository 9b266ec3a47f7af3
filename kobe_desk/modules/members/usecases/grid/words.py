"""How a value is written in a cell, offered to the screen."""

from kobe_desk.modules.members.rules.own import own_words
from kobe_desk.modules.members.rules.typed import typed_text
from kobe_desk.modules.members.usecases.grid.own_cells import column_key

__all__ = ["column_key", "own_words", "typed_text"]
