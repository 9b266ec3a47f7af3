"""The vocabulary of prefilled answers: every name a definition may use, what it gives, and how its source is named.

The wizard resolves these names from the desk; a definition that uses another name is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import Kind


@dataclass(frozen=True, slots=True)
class Source:
    """One name: the kinds of question it can answer, or the columns it can fill, and the words that name the source."""

    name: str
    label: str
    gives: frozenset[Kind] = frozenset()
    columns: Mapping[str, Kind] = field(default_factory=dict)
    dated: bool = False
    """The answer depends on a day (`as_of`)."""


_TEXT = frozenset({Kind.TEXT, Kind.LONGTEXT})
_ASSOCIATION = N_("From the association’s records")
_ROSTER = N_("From the roster")
_OFFICERS = N_("From the officers")
_MEETINGS = N_("From the minutes")
_LEDGER = N_("From the cash book")
BOOKINGS = N_("From the bookings")
_DOCUMENTS = N_("From the association’s documents")


def _person(office: str) -> tuple[Source, ...]:
    return (
        Source(f"officers.{office}", _OFFICERS, frozenset({Kind.PERSON}), dated=True),
        Source(f"officers.{office}.name", _OFFICERS, _TEXT, dated=True),
        Source(f"officers.{office}.kana", _OFFICERS, frozenset({Kind.KANA}), dated=True),
        Source(f"officers.{office}.title", _OFFICERS, _TEXT, dated=True),
    )


_ALL = (
    *(Source(f"association.{name}", _ASSOCIATION, _TEXT)
      for name in ("name", "area", "purpose", "activities", "fee", "website", "mail",
                   "contact_name", "contact_hours", "year_text")),
    Source("association.kana", _ASSOCIATION, frozenset({Kind.KANA})),
    Source("association.address", _ASSOCIATION, frozenset({Kind.ADDRESS})),
    Source("association.phone", _ASSOCIATION, frozenset({Kind.PHONE})),
    Source("association.contact_phone", _ASSOCIATION, frozenset({Kind.PHONE})),
    Source("association.founded", _ASSOCIATION, frozenset({Kind.DATE})),
    Source("association.incorporated", _ASSOCIATION, frozenset({Kind.YESNO})),
    Source("association.legal_form", _ASSOCIATION, _TEXT),
    Source("association.corporate_number", _ASSOCIATION, frozenset({Kind.CORPORATE})),
    Source("association.bank_account", _ASSOCIATION, frozenset({Kind.BANK})),
    Source("association.documents.bylaws", _DOCUMENTS, frozenset({Kind.DOCUMENT})),
    Source("association.documents.bank_book", _DOCUMENTS, frozenset({Kind.DOCUMENT})),
    Source("association.documents.assembly_papers", _DOCUMENTS, frozenset({Kind.DOCUMENT})),
    Source("roster.count", _ROSTER, frozenset({Kind.INTEGER}), dated=True),
    Source("roster.households", _ROSTER, frozenset({Kind.INTEGER}), dated=True),
    *_person("chair"), *_person("vice_chair"), *_person("treasurer"), *_person("secretary"), *_person("auditor"),
    Source("officers.summary", _OFFICERS, _TEXT, dated=True),
    Source("officers.list", _OFFICERS, dated=True, columns={
        "office": Kind.TEXT, "name": Kind.TEXT, "kana": Kind.KANA, "born": Kind.DATE, "sex": Kind.TEXT,
        "address": Kind.TEXT,
    }),
    Source("bookings.uses", BOOKINGS, frozenset({Kind.INTEGER}), dated=True),
    Source("bookings.people", BOOKINGS, frozenset({Kind.INTEGER}), dated=True),
    Source("bookings.fees", BOOKINGS, frozenset({Kind.YEN}), dated=True),
    Source("meetings.resolution", _MEETINGS, frozenset({Kind.RESOLUTION})),
    Source("ledger.income", _LEDGER, frozenset({Kind.YEN}), dated=True),
    Source("ledger.expense", _LEDGER, frozenset({Kind.YEN}), dated=True),
    Source("ledger.budget", _LEDGER, frozenset({Kind.YEN}), dated=True),
    Source("ledger.carry_over", _LEDGER, frozenset({Kind.YEN}), dated=True),
    Source("ledger.years", _LEDGER, dated=True, columns={
        "year": Kind.TEXT, "income": Kind.YEN, "expense": Kind.YEN, "carried": Kind.YEN,
    }),
)  # fmt: skip

SOURCES: Mapping[str, Source] = {each.name: each for each in _ALL}

WHERE = frozenset({"", "active_on(as_of)"})
AS_OF = frozenset({"", "today", "fiscal_year.start", "fiscal_year.end", "previous_year.end"})
"""The day a dated source is asked for; empty means today."""

REUSABLE = frozenset(name for name, each in SOURCES.items() if Kind.DOCUMENT in each.gives)
"""Documents of the association that an attachment may take (`reuse`)."""
