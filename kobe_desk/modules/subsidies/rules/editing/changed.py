"""One difference between two definitions, and how it is said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kobe_desk.core.japanese import era, money
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.rules.editing import path
from kobe_desk.modules.subsidies.rules.editing.place import RULE, YEN

_TEXT = 10


@dataclass(frozen=True, slots=True)
class Changed:
    """One changed place: what it belongs to, what it is called, and both values (None: not there)."""

    at: str
    of: str
    label: str
    """To be translated; empty where the definition's own words say all."""
    was: Any
    now: Any
    kind: str = ""
    thing: str = ""
    """What kind of thing came or went as a whole: question, page, paper …"""

    @property
    def added(self) -> bool:
        return self.was is None

    @property
    def gone(self) -> bool:
        return self.now is None

    def what(self) -> str:
        """交付申請額・補助率."""
        label = _(self.label) if self.label else ""
        return "・".join(dict.fromkeys(each for each in (self.of, label) if each))

    def message(self) -> str:
        """交付申請額・補助率: 1/2 → 2/3."""
        return self._said(self.of if self.thing and self.label else "" if self.thing else self.what())

    def line(self) -> str:
        """補助率: 1/2 → 2/3, where what it belongs to stands above."""
        return self._said("" if self.thing else _(self.label) if self.label else self.of)

    def _said(self, what: str) -> str:
        if self.thing and None in (self.was, self.now):
            said = _(THINGS[self.thing][0 if self.added else 1]).format(name=self.label or self.of)
            return _("{label}: {message}").format(label=what, message=said) if what else said
        if not (path.is_plain(self.was) and path.is_plain(self.now)):
            said = N_("{what} is new.") if self.added else N_("{what} is not there any more.")
            return _(said).format(what=what)
        before, now = words(self.was, self.kind), words(self.now, self.kind)
        return _("{what}: {before} → {now}").format(what=what, before=before, now=now)


def words(value: Any, kind: str = "") -> str:
    """A value as it is read aloud."""
    if value is None and kind == RULE:
        return _("always")
    if value is None:
        return _("(nothing)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "、".join(map(words, value))
    return money.yen(value) if isinstance(value, int) and kind == YEN else _day_or_text(value)


def _day_or_text(value: Any) -> str:
    try:
        day = era.wareki(date.fromisoformat(str(value)[:_TEXT]))
    except ValueError:
        return str(value)
    return f"{day} {str(value)[_TEXT + 1 :][:5]}".strip()


THINGS = {
    "page": (N_("The page “{name}” is new."), N_("The page “{name}” is not there any more.")),
    "field": (N_("The question “{name}” is new."), N_("The question “{name}” is not asked any more.")),
    "table": (N_("The table “{name}” is new."), N_("The table “{name}” is not there any more.")),
    "columns": (N_("The column “{name}” is new."), N_("The column “{name}” is not there any more.")),
    "limit": (N_("The limit “{name}” is new."), N_("The limit “{name}” does not hold any more.")),
    "options": (N_("“{name}” can be chosen now."), N_("“{name}” cannot be chosen any more.")),
    "attachment": (N_("The paper “{name}” goes with it now."), N_("The paper “{name}” is not needed any more.")),
    "check": (N_("The check “{name}” is new."), N_("The check “{name}” is not made any more.")),
    "form": (N_("The form “{name}” is new."), N_("The form “{name}” is not there any more.")),
    "printed": (N_("“{name}” is printed on it now."), N_("“{name}” is not printed on it any more.")),
    "moved": (N_("“{name}” is on this page now."), N_("“{name}” is on another page now.")),
}
"""What is said of a whole thing that came or went."""
