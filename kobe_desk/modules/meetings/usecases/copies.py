"""The public copy of minutes (公開用の写し): what it hides is chosen in the data, before anything is laid out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.meetings.model import Voter
from kobe_desk.modules.meetings.rules.masking import MaskRule, hidden, masked
from kobe_desk.modules.meetings.usecases.facts import Ballot, ItemRow, MeetingRow, MotionRow
from kobe_desk.modules.meetings.usecases.reading import adopted_minutes
from kobe_desk.modules.members.model import Person
from kobe_desk.modules.members.usecases import officers_on


@dataclass(frozen=True, slots=True)
class PublicRule:
    """What the public copy hides; the names of officers may stay where the association publishes them."""

    mask: MaskRule = MaskRule()
    officers_stay: bool = True


@query(needs="meetings.read")
def public_copy(session: Session, key: UUID, rule: MaskRule = MaskRule(), *, officers_stay: bool = True) -> MeetingRow:
    """The adopted minutes without the names, addresses and telephone numbers the rule hides. Raises NotAdopted."""
    row = adopted_minutes(session, key)
    day = row.starts.date()
    names = set(session.scalars(sa.select(Person.name).where(Person.belongs(day))))
    names |= set(session.scalars(sa.select(Voter.name).where(Voter.meeting_id == key)))
    names |= {row.chair, row.secretary, *row.signatories, *(name for each in row.motions for name in each.interested)}
    officers = frozenset(each.name for each in officers_on(session, day)) if officers_stay else frozenset()
    return masked_row(row, names, replace(rule, kept=rule.kept | officers))


def masked_row(row: MeetingRow, names: set[str], rule: MaskRule) -> MeetingRow:
    """The row with every text masked; counts, titles of motions' numbers and results stay."""

    def say(text: str) -> str:
        return masked(text, names, rule)

    def name(text: str) -> str:
        return hidden(text, [text], rule.kept) if rule.names else text

    return replace(
        row,
        chair=name(row.chair),
        secretary=name(row.secretary),
        signatories=tuple(map(name, row.signatories)),
        opening=say(row.opening),
        notes=tuple(replace(each, name=name(each.name), holder=name(each.holder)) for each in row.notes),
        moves=tuple(replace(each, name=name(each.name), item=say(each.item)) for each in row.moves),
        motions=tuple(_motion(each, say, name) for each in row.motions),
        items=tuple(_item(each, say) for each in row.items),
        signatures=tuple(replace(each, name=name(each.name)) for each in row.signatures),
    )


def _motion(row: MotionRow, say: Callable[[str], str], name: Callable[[str], str]) -> MotionRow:
    ballot: Ballot = replace(
        row.ballot,
        named=tuple((name(who), choice) for who, choice in row.ballot.named),
        candidates=tuple(replace(each, name=name(each.name)) for each in row.ballot.candidates),
        counters=tuple(map(name, row.ballot.counters)),
    )
    return replace(
        row,
        title=say(row.title),
        proposal=say(row.proposal),
        discussion=say(row.discussion),
        presenter=say(row.presenter),
        interested=tuple(map(name, row.interested)),
        ballot=ballot,
    )


def _item(row: ItemRow, say: Callable[[str], str]) -> ItemRow:
    return replace(
        row, title=say(row.title), presenter=say(row.presenter), proposal=say(row.proposal), text=say(row.text)
    )
