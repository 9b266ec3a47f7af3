"""A whole programme definition."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kobe_desk.core.japanese.money import figures
from kobe_desk.modules.subsidies.rules.definition.money import Amount, Constant
from kobe_desk.modules.subsidies.rules.definition.papers import (
    Attachment,
    Basis,
    Check,
    Condition,
    Eligibility,
    Figure,
    FormSpec,
    Stage,
)
from kobe_desk.modules.subsidies.rules.definition.questions import Choices, Field, Option, Page, Proposal, Table
from kobe_desk.modules.subsidies.rules.window import Window

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class Programme:
    """A subsidy programme for one fiscal year, or for every year when its window follows the clock."""

    id: str
    version: str
    title: str
    funder: str
    fiscal_year: int | None
    """None: whatever year the window falls in."""
    addressee: str
    summary: str
    who: str
    valid_from: date | None
    valid_to: date | None
    window: Window
    keep_years: int
    teaching: bool
    basis: tuple[Basis, ...]
    pages: tuple[Page, ...]
    choices: tuple[Choices, ...]
    conditions: tuple[Condition, ...]
    constants: tuple[Constant, ...]
    checks: tuple[Check, ...]
    amounts: tuple[Amount, ...]
    attachments: tuple[Attachment, ...]
    """What goes with the application."""
    attachments_later: tuple[Attachment, ...]
    """What goes with the papers of later stages, of each in the order the office wants it."""
    forms: tuple[FormSpec, ...]
    stages: tuple[Stage, ...]
    figures: tuple[Figure, ...]
    eligibility: tuple[Eligibility, ...]
    proposals: tuple[Proposal, ...]
    reuse_carry: tuple[str, ...]
    reuse_ask_again: tuple[str, ...]
    reuse_since: tuple[str, ...]
    """What has changed since the application before (昨年度からの変更点): 該当なし the first time."""
    share: Mapping[str, str]
    delegate_allow: tuple[str, ...]
    delegate_never: tuple[str, ...]
    migrate: Mapping[str, str]
    retired: tuple[str, ...]
    data: Mapping[str, Any]
    canonical: str
    sha256: str

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every question by its id; a column is `table.column`."""
        found = {each.id: each for page in self.pages for each in page.fields}
        columns = {
            f"{table.id}.{each.id}": each.field
            for page in self.pages
            for table in page.tables
            for each in table.columns
        }
        return found | columns

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        return {each.id: each for page in self.pages for each in page.tables}

    @cached_property
    def choice_lists(self) -> Mapping[str, Choices]:
        return {each.id: each for each in self.choices}

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """Every option by its id, for `cat(…)`; the lint refuses one id with two meanings."""
        return {option.id: option for each in self.choices for option in each.options}

    def amount(self, key: str) -> Amount | None:
        return next((each for each in self.amounts if each.id == key), None)

    def page_of(self, key: str) -> Page | None:
        """The page that asks a field, a table or a column `table.column`."""
        head = key.split(".")[0]
        return next((page for page in self.pages if any(each.id == head for each in page.items)), None)

    def items(self) -> Iterator[tuple[Page, Field | Table]]:
        for page in self.pages:
            for each in page.items:
                yield page, each

    def unverified(self) -> tuple[Figure, ...]:
        """The figures that are shown with 要確認."""
        return tuple(each for each in self.figures if each.unverified)

    @property
    def window_known(self) -> bool:
        """Whether a source gives the days of the window; a stand-in is not told as if it were one."""
        stand_in = (each.at == "programme.window" and each.assumed and each.unverified for each in self.figures)
        return not any(stand_in)

    def worded(self, text: str) -> str:
        """A sentence of the definition, each `{constant}` in it replaced by the figure as it stands now."""
        known = {each.id: figures(each.value) for each in self.constants}
        return _PLACE.sub(lambda place: known.get(place[1], place[0]), text)

    def forms_of(self, key: str) -> tuple[FormSpec, ...]:
        """The papers an answer lands in, for the box 「この答えが入る書類」."""
        head = key.split(".")[0]
        return tuple(each for each in self.forms if head in each.fields or key in each.fields)
