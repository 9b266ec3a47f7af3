"""A definition edited by forms: what may be changed, the change itself, and what differs from another definition."""

from kobe_desk.modules.subsidies.rules.editing.apply import as_typed, edited
from kobe_desk.modules.subsidies.rules.editing.differ import Changed, differences
from kobe_desk.modules.subsidies.rules.editing.expected import expecting
from kobe_desk.modules.subsidies.rules.editing.places import Part, Place, parts
from kobe_desk.modules.subsidies.rules.editing.told import Told, told

__all__ = ("Changed", "Part", "Place", "Told", "as_typed", "differences", "edited", "expecting", "parts", "told")
