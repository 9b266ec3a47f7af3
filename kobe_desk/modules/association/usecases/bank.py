"""The account that money comes to (振込口座)."""

from dataclasses import asdict, dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import tidy
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import (
    BankAccount,
)
from kobe_desk.modules.association.usecases.rows import fill, plain


class BankIncomplete(UserError):
    text = N_("Please fill in the bank, the branch, the account number and the holder.")


class BankNumberWrong(UserError):
    text = N_("The account number has 7 digits. Please look at the bank book again.")


@dataclass(frozen=True, slots=True)
class Bank:
    """The account that money comes to, as read and as saved."""

    bank: str
    branch: str
    number: str
    holder: str
    bank_code: str = ""
    branch_code: str = ""
    kind: str = "ordinary"
    holder_kana: str = ""


@query(needs="association.read")
def bank_account(session: Session) -> Bank | None:
    """The account that money comes to, if it was written down."""
    found = session.scalars(sa.select(BankAccount)).first()
    return plain(Bank, found) if found else None


@usecase(label=N_("Change the bank account"), needs="association.edit")
def save_bank_account(session: Session, request: Bank) -> UUID:
    """Write down the account. Raises BankIncomplete, BankNumberWrong."""
    if not all((request.bank.strip(), request.branch.strip(), request.number.strip(), request.holder.strip())):
        raise BankIncomplete("bank")
    if not (request.number.isascii() and request.number.isdigit() and len(request.number) <= 7):
        raise BankNumberWrong("number")
    found = session.scalars(sa.select(BankAccount)).first()
    if found is None:
        found = BankAccount(**tidy(asdict(request)))
        session.add(found)
    else:
        fill(found, request)
    session.flush()
    return found.id
