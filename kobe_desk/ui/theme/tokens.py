"""The values of resources/style/tokens.toml, and how they grow with the whole-UI size. No Qt."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from kobe_desk.core import paths

PIXELS_PER_POINT = 96 / 72
LARGE = 16
"""From this size on, each page drops what it declared as able to go."""


@dataclass(frozen=True)
class Metrics:
    """One whole-UI size (12, 14, 16 or 20 points): every length on the screen comes from here, in pixels at 96 dpi."""

    size: int
    values: MappingProxyType[str, float]
    steps: MappingProxyType[str, int]
    edges: MappingProxyType[str, int]
    icons: MappingProxyType[str, int]

    @property
    def large(self) -> bool:
        return self.size >= LARGE

    @property
    def target(self) -> int:
        """The least height of anything that can be pressed."""
        return 32 if self.size < 14 else 44  # noqa: PLR2004

    def px(self, name: str) -> int:
        """A fixed measure of this size: control, row, nav_item, step_item, strip, rail, header, footer."""
        return int(self.values[f"{name}_px"])

    def space(self, step: str | int) -> int:
        """A named spacing step (hair tight item group page section) or pixels at 12 pt, grown half as fast as type."""
        base = self.steps[step] if isinstance(step, str) else step
        return round(base * self.values["space"])

    def width(self, base: int) -> int:
        """The width of something that holds text, given at 12 pt; it grows as fast as the type."""
        return round(base * self.size / 12)

    def icon(self, place: str | int) -> int:
        """An icon's side in a place (rail button chip table state) or given at 12 pt."""
        base = self.icons[f"{place}_px"] if isinstance(place, str) else place
        return round(base * self.values["icon"])

    def text(self, rank: str) -> int:
        """The height of the type of a rank: body, lead, title, figure."""
        return round(self.values[f"{rank}_pt"] * PIXELS_PER_POINT)


@dataclass(frozen=True)
class Tokens:
    """The whole file, as mappings."""

    colours: MappingProxyType[str, MappingProxyType[str, str]]
    sizes: MappingProxyType[int, Metrics]
    radius: MappingProxyType[str, int]
    families: tuple[str, ...]
    leading: int
    leading_narrow: int
    busy_after: int
    bar_after: int
    cancel_after: int


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """The tokens as shipped."""
    raw = tomllib.loads(paths.resources("style", "tokens.toml").read_text("utf-8"))
    shared: tuple[Any, ...] = tuple(MappingProxyType(raw[part]) for part in ("space", "edge", "icon"))
    sizes = {int(size): Metrics(int(size), MappingProxyType(values), *shared) for size, values in raw["size"].items()}
    motion = raw["motion"]
    return Tokens(
        colours=MappingProxyType({name: MappingProxyType(each) for name, each in raw["color"].items()}),
        sizes=MappingProxyType(sizes),
        radius=MappingProxyType(raw["radius"]),
        families=tuple(raw["font"]["ui"]),
        leading=raw["font"]["line_height_percent"],
        leading_narrow=raw["font"]["line_height_percent_narrow"],
        busy_after=motion["busy_cursor_after_ms"],
        bar_after=motion["progress_after_ms"],
        cancel_after=motion["cancel_after_ms"],
    )
