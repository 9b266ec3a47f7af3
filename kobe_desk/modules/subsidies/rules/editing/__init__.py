"""A definition edited by forms: what may be changed, the change itself, and what differs from another definition."""

from kobe_desk.modules.subsidies.rules.editing.apply import as_typed, edited, halves
from kobe_desk.modules.subsidies.rules.editing.changed import Changed
from kobe_desk.modules.subsidies.rules.editing.condition import Ask, Plain, asks, plain, written
from kobe_desk.modules.subsidies.rules.editing.differ import differences
from kobe_desk.modules.subsidies.rules.editing.expected import expecting, keeping
from kobe_desk.modules.subsidies.rules.editing.lists import Group, groups
from kobe_desk.modules.subsidies.rules.editing.place import Part, Place
from kobe_desk.modules.subsidies.rules.editing.places import parts
from kobe_desk.modules.subsidies.rules.editing.step import Step, stepped
from kobe_desk.modules.subsidies.rules.editing.told import Told, told

__all__ = (
    "Ask", "Changed", "Group", "Part", "Place", "Plain", "Step", "Told", "as_typed", "asks", "differences", "edited",
    "expecting", "groups", "halves", "keeping", "parts", "plain", "stepped", "told", "written",
)  # fmt: skip
