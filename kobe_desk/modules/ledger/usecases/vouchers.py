"""Receipts kept for entries (証拠書類): where the paper is filed, and its scan."""

import hashlib
from collections.abc import Collection
from pathlib import PurePath
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import DocumentContent
from kobe_desk.modules.association.usecases import DocumentNotPdf, DocumentTooLarge
from kobe_desk.modules.ledger.model import Entry, Voucher
from kobe_desk.modules.ledger.usecases.rows import VoucherRow

LARGEST = 5 * 1024 * 1024  # bytes, as of the association's other documents


@query(needs="ledger.read")
def vouchers(session: Session, entry: UUID) -> tuple[VoucherRow, ...]:
    """The receipts of an entry, in the order they were put there."""
    return vouchers_of(session, [entry]).get(entry, ())


@query(needs="ledger.read")
def vouchers_of(session: Session, entries: Collection[UUID]) -> dict[UUID, tuple[VoucherRow, ...]]:
    """The receipts of many entries, each in the order they were put there; entries without one are left out."""
    found: dict[UUID, tuple[VoucherRow, ...]] = {}
    for each in session.scalars(sa.select(Voucher).where(Voucher.entry_id.in_(entries)).order_by(Voucher.id)):
        row = VoucherRow(each.id, each.entry_id, each.number, each.page, each.file_name, each.size)
        found[each.entry_id] = (*found.get(each.entry_id, ()), row)
    return found


@query(needs="ledger.read")
def voucher_bytes(session: Session, key: UUID) -> bytes:
    """The scan as a PDF; empty where there is only the paper."""
    content = session.get_one(Voucher, key).content
    return session.get_one(DocumentContent, content).data if content else b""


@usecase(label=N_("Keep a receipt"), needs="ledger.edit")
def keep_voucher(
    session: Session, entry: UUID, number: str = "", page: str = "", file_name: str = "", data: bytes = b""
) -> UUID:
    """Say where the receipt of an entry is filed, and keep its scan (a PDF) if there is one.

    Raises DocumentTooLarge, DocumentNotPdf.
    """
    session.get_one(Entry, entry)
    made = Voucher(entry_id=entry, number=number.strip(), page=page.strip())
    if data:
        _attach(session, made, file_name, data)
    session.add(made)
    session.flush()
    return made.id


@usecase(label=N_("Change where a receipt is"), needs="ledger.edit")
def file_voucher(session: Session, key: UUID, number: str, page: str) -> None:
    """Change the number and page of a receipt."""
    found = session.get_one(Voucher, key)
    found.number, found.page = number.strip(), page.strip()


@usecase(label=N_("Take a receipt out"), needs="ledger.edit")
def drop_voucher(session: Session, key: UUID) -> None:
    """Take a receipt away from its entry; undo brings it back."""
    session.delete(session.get_one(Voucher, key))


def _attach(session: Session, voucher: Voucher, file_name: str, data: bytes) -> None:
    if len(data) > LARGEST:
        raise DocumentTooLarge("file")
    if not data.startswith(b"%PDF-"):
        raise DocumentNotPdf("file")
    voucher.content = new_id()
    session.connection().execute(sa.insert(DocumentContent), {"id": voucher.content, "data": data})
    voucher.file_name, voucher.size = PurePath(file_name).name, len(data)
    voucher.sha256 = hashlib.sha256(data).hexdigest()
