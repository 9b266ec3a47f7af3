"""The association's root certificate and its officers' signing keys (団体の証明書・役員の署名鍵)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class SigningRoot(Record, Base):
    """The association's root certificate (団体の証明書). Its key stays in a folder of the user's, never in the desk."""

    __tablename__ = "signing_root"

    fingerprint: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the certificate, 64 hexadecimal digits."""
    certificate: Mapped[str]
    """PEM."""
    made: Mapped[date]
    crl: Mapped[str] = mapped_column(default="")
    """The newest list of revoked certificates, PEM; empty before the first."""


class OfficerKey(Record, Base):
    """An officer's signing key (役員の署名鍵), for the term and three months: an encrypted PKCS#12 file, or a key on a
    token or card, of which only the place is kept here."""

    __tablename__ = "officer_key"

    root_id: Mapped[UUID] = mapped_column(sa.ForeignKey("signing_root.id"))
    role: Mapped[str]
    """An office kind: chair, treasurer …"""
    office: Mapped[str]
    name: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    certificate: Mapped[str]
    """PEM: what the list of revoked certificates names it by."""
    ends: Mapped[date]
    revoked: Mapped[date | None]
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("document_content.id"))
    kind: Mapped[str] = mapped_column(default="file", server_default="file")
    """file, token, or personal: a person's own certificate (マイナンバーカード) instead of one for the office."""
    issued_here: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    """Whether the association's root issued the certificate, and so can revoke it."""
