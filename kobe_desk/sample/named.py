"""The keys of the sample centre's rooms and groups, by name."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Named:
    """Keys by name."""

    rooms: dict[str, UUID]
    groups: dict[str, UUID]
