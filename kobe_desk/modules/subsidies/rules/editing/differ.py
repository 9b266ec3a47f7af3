"""What differs between two definitions of one programme, place by place, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kobe_desk.core.japanese import era, money
from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.rules.editing import path
from kobe_desk.modules.subsidies.rules.editing.places import YEN, Place, parts

Data = Mapping[str, Any]
_QUIET = frozenset({"figure", "schema", "optional"})
"""Sources of figures are shown where figures are confirmed; `optional` is the other word of `required`."""
_NAMES = ("title", "label", "message", "need")
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
        return self._said(self.what())

    def line(self) -> str:
        """補助率: 1/2 → 2/3, where what it belongs to stands above."""
        return self._said(_(self.label) if self.label else self.of)

    def _said(self, what: str) -> str:
        if not (path.is_plain(self.was) and path.is_plain(self.now)):
            said = N_("{what} is new.") if self.added else N_("{what} is not there any more.")
            return _(said).format(what=what)
        before, now = words(self.was, self.kind), words(self.now, self.kind)
        return _("{what}: {before} → {now}").format(what=what, before=before, now=now)


def words(value: Any, kind: str = "") -> str:
    """A value as it is read aloud."""
    if value is None:
        return _("(nothing)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return money.yen(value) if kind == YEN else str(value)
    if isinstance(value, list):
        return "、".join(map(words, value))
    try:
        day = era.wareki(date.fromisoformat(str(value)[:_TEXT]))
    except ValueError:
        return str(value)
    return f"{day} {str(value)[_TEXT + 1 :][:5]}".strip()


def differences(before: Data, now: Data) -> tuple[Changed, ...]:
    """Every place that differs, what matters most first."""
    old, new = _places(before), _places(now)
    found = (_worded(each, old.get(each.at), new.get(each.at)) for each in _between(before, now, "", ""))
    return tuple(sorted(found, key=lambda each: _rank(each.at)))


_ORDER = ("programme", "amount", "constant", "page", "choices", "attachment", "form", "stage", "check", "eligibility")
"""What matters most comes first; a stored definition has its headings by the alphabet."""


def _rank(at: str) -> int:
    heading = at.split("/", maxsplit=1)[0]
    return _ORDER.index(heading) if heading in _ORDER else len(_ORDER)


def _places(definition: Data) -> dict[str, Place]:
    return {place.at: place for part in parts(definition) for place in part.places}


def _worded(found: Changed, old: Place | None, new: Place | None) -> Changed:
    """The change in the words of the form, and with the values that the form shows."""
    if old is None and new is None:
        return replace(found, label=_WORDS.get(found.label, found.label))
    was, now = old.value if old else found.was, new.value if new else found.now
    place = new or old
    return replace(found, label=place.label if place else "", was=was, now=now, kind=place.kind if place else "")


def _between(before: Any, now: Any, at: str, of: str) -> Iterator[Changed]:
    old, new = dict(path.inside(before)), dict(path.inside(now))
    for key in (*new, *(each for each in old if each not in new)):
        here = f"{at}/{key}" if at else key
        was, is_now = _plainly(old.get(key)), _plainly(new.get(key))
        if was == is_now or _QUIET & {here.split("/", maxsplit=1)[0], key}:
            continue
        if path.is_plain(was) and path.is_plain(is_now):
            yield Changed(here, of, key, was, is_now)
        elif _entry(was) and _entry(is_now):
            yield from _between(was, is_now, here, _named(is_now) or _named(was) or of)
        else:
            yield Changed(here, _named(is_now) or _named(was) or of, "" if _named(is_now or was) else key, was, is_now)


def _plainly(value: Any) -> Any:
    """Who signs, in which turn, is one value."""
    return value["order"] if isinstance(value, dict) and "role" in value else value


def _entry(value: Any) -> bool:
    return not path.is_plain(value)


def _named(value: Any) -> str:
    """The definition's own name of an entry."""
    if not isinstance(value, dict):
        return ""
    return next((str(value[each]) for each in _NAMES if isinstance(value.get(each), str)), "")


_WORDS = {
    "required": N_("Must be answered"),
    "version": N_("Version"),
    "expr": N_("Rule of calculation"),
    "when": N_("When it is asked"),
    "required_when": N_("When it must be answered"),
    "example": N_("Example"),
    "unit": N_("Unit"),
    "section": N_("Section"),
    "base": N_("What it is calculated from"),
    "deduct": N_("What is deducted"),
    "order": N_("Order of the steps"),
    "cap": N_("Upper limit"),
    "limit": N_("Limits for each line"),
    "lines": N_("Lines it belongs to"),
    "table": N_("Table"),
    "fields": N_("Questions on it"),
    "wording": N_("Wording of the form"),
    "next": N_("What comes next"),
    "forms": N_("Forms of the stage"),
    "records": N_("What is noted"),
    "accept": N_("Kinds of file"),
    "note": N_("Note"),
    "options": N_("Choices"),
    "article": N_("Article"),
    "mode": N_("Way of rounding"),
    "totals": N_("Sums"),
}
