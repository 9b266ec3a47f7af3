"""The association's profile."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.database import Record
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.corporate_number import read_corporate_number
from kobe_desk.core.names import tidy
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association, AssociationKind, LegalForm
from kobe_desk.modules.association.usecases.rows import fill, plain


class NameMissing(UserError):
    text = N_("Please write the name of the association.")


@dataclass(frozen=True, slots=True)
class Profile:
    """The association's own facts, as read and as saved."""

    name: str
    kana: str = ""
    kind: str = AssociationKind.NEIGHBOURHOOD.value
    legal_form: str = LegalForm.NONE.value
    corporate_number: str = ""
    mark: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    website: str = ""
    founded: date | None = None
    area: str = ""
    purpose: str = ""
    activities: str = ""
    fee: str = ""
    year_starts: int = 4
    contact_name: str = ""
    contact_phone: str = ""
    contact_hours: str = ""
    sample: bool = False


@query(needs="association.read")
def profile(session: Session) -> Profile | None:
    """The association, or None before it is set up."""
    found = session.scalars(sa.select(Association)).first()
    return plain(Profile, found) if found else None


@usecase(label=N_("Change the association"), needs="association.edit")
def save_profile(session: Session, request: Profile) -> UUID:
    """Write down what the association is; the first time, its usual offices and meeting rules with it."""
    if not request.name.strip():
        raise NameMissing("name")
    if number := request.corporate_number.strip():
        request = replace(request, corporate_number=read_corporate_number(number, "corporate_number"))
    found = session.scalars(sa.select(Association)).first()
    if found is None:
        found = Association(**tidy(asdict(request)))
        session.add(found)
        session.add_all(_usual())
    else:
        fill(found, request)
    session.flush()
    return found.id


def _usual() -> Iterator[Record]:
    """What an association has before anybody writes down otherwise."""
    from kobe_desk.modules.association.model import MeetingRules
    from kobe_desk.modules.association.usecases.bylaws import ALWAYS, Rules
    from kobe_desk.modules.association.usecases.titles import usual_offices

    yield from usual_offices()
    yield MeetingRules(**asdict(Rules("general", ALWAYS)))
