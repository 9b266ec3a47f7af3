"""The association (団体): one profile, its offices, its bank account, the bylaws' rules for meetings, its documents."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class AssociationKind(StrEnum):
    """What kind of group this is (団体の種類)."""

    NEIGHBOURHOOD = "neighbourhood"  # 自治会・町内会
    FUREMACHI = "furemachi"  # ふれあいのまちづくり協議会
    CONDOMINIUM = "condominium"  # マンション管理組合
    NPO = "npo"  # NPO・市民活動団体
    OTHER = "other"


class LegalForm(StrEnum):
    """Whether the group is a legal person (法人格)."""

    NONE = "none"  # 法人格なし
    RECOGNISED = "recognised"  # 認可地縁団体 (地方自治法260条の2)
    NPO = "npo"  # NPO法人
    OTHER = "other"


class OfficeKind(StrEnum):
    """What an office does, whatever the association calls it (役職の種類)."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    AUDITOR = "auditor"
    BLOCK_LEADER = "block_leader"
    OTHER = "other"


class Association(Record, Base):
    """The association whose desk this is (団体): exactly one row."""

    __tablename__ = "association"

    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default=AssociationKind.NEIGHBOURHOOD)
    legal_form: Mapped[str] = mapped_column(default=LegalForm.NONE)
    mark: Mapped[str] = mapped_column(default="")
    """The short mark in front of document numbers (文書記号), such as みなと台自."""
    postal_code: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    founded: Mapped[date | None]
    area: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    activities: Mapped[str] = mapped_column(default="")
    fee: Mapped[str] = mapped_column(default="")
    """The dues in the association's own words, such as 1世帯 月300円."""
    year_starts: Mapped[int] = mapped_column(default=4)
    """First month of the fiscal year (会計年度のはじまり)."""
    contact_name: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    contact_hours: Mapped[str] = mapped_column(default="")
    sample: Mapped[bool] = mapped_column(default=False)
    """Whether this is the invented sample association (見本)."""


class Office(Record, Base):
    """An office of the association (役職); who holds it stands with the people."""

    __tablename__ = "office"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default=OfficeKind.OTHER)
    single: Mapped[bool] = mapped_column(default=False)
    """Whether one person holds it at a time."""
    position: Mapped[int]


class BankAccount(Record, Base):
    """The account that money comes to (振込口座): codes as text, the holder in half-width kana (全銀)."""

    __tablename__ = "bank_account"

    bank: Mapped[str]
    bank_code: Mapped[str] = mapped_column(default="")
    branch: Mapped[str]
    branch_code: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="ordinary")
    """ordinary (普通) or current (当座)."""
    number: Mapped[str]
    holder: Mapped[str]
    holder_kana: Mapped[str] = mapped_column(default="")


class MeetingRules(Record, Base):
    """What the bylaws say of a meeting (規約の会議の定め), from a day on. The law sets neither quorum nor majority."""

    __tablename__ = "meeting_rules"
    __table_args__ = (sa.UniqueConstraint("body", "since"),)

    body: Mapped[str]
    """general (総会), extraordinary (臨時総会), board (役員会), or a body of the association's own (部会, 委員会)."""
    since: Mapped[date]
    unit: Mapped[str] = mapped_column(default="household")
    """Who has one vote: household (世帯) or person (個人)."""
    quorum: Mapped[str] = mapped_column(default="more_than 1/2")
    """`more_than N/D` (過半数) or `at_least N/D` (半数以上), of all votes."""
    majority: Mapped[str] = mapped_column(default="more_than 1/2 of cast")
    """The fraction and its base: cast (賛否の数), present (出席), all (全会員)."""
    rule_change: Mapped[str] = mapped_column(default="at_least 3/4 of all")
    dissolution: Mapped[str] = mapped_column(default="at_least 3/4 of all")
    disposal: Mapped[str] = mapped_column(default="at_least 3/4 of all")
    """Of real estate and other basic assets (財産処分)."""
    election: Mapped[str] = mapped_column(default="more_than 1/2 of cast")
    person_matters: Mapped[str] = mapped_column(default="")
    """Kinds of matter, parted by blanks, in which each person has a vote whatever the unit is."""
    writing_counts: Mapped[bool] = mapped_column(default=True)
    writing_votes: Mapped[bool] = mapped_column(default=True)
    blank_writing: Mapped[str] = mapped_column(default="abstain")
    """What a written vote without a mark counts as (白紙): abstain or invalid."""
    electronic_counts: Mapped[bool] = mapped_column(default=False)
    electronic_votes: Mapped[bool] = mapped_column(default=False)
    proxy_counts: Mapped[bool] = mapped_column(default=True)
    proxy_votes: Mapped[bool] = mapped_column(default=True)
    proxy_who: Mapped[str] = mapped_column(default="anyone")
    """Who may be proxy: anyone, member or household."""
    proxy_limit: Mapped[int] = mapped_column(default=0)
    """How many proxies one person may hold; 0: any number."""
    absent_proxy_to_chair: Mapped[bool] = mapped_column(default=False)
    both_papers: Mapped[str] = mapped_column(default="writing")
    """Which counts when a voter gave a written vote and a proxy: writing, later or none."""
    blank_proxy_to_chair: Mapped[bool] = mapped_column(default=True)
    chair_votes: Mapped[bool] = mapped_column(default=True)
    """Whether the chair of the meeting votes in the first count."""
    chair_breaks_ties: Mapped[bool] = mapped_column(default=True)
    notice_days: Mapped[int] = mapped_column(default=5)
    only_notified: Mapped[bool] = mapped_column(default=True)
    signatories: Mapped[int] = mapped_column(default=2)
    secretary_may_sign: Mapped[bool] = mapped_column(default=False)
    officers_may_sign: Mapped[bool] = mapped_column(default=True)
    seal: Mapped[bool] = mapped_column(default=False)
    """Whether signatories seal the minutes as well (押印)."""
    paper_resolution: Mapped[bool] = mapped_column(default=False)
    """Whether the association may decide without a meeting (書面決議)."""
    articles: Mapped[str] = mapped_column(default="")
    """Where the bylaws say it: quorum=第15条 majority=第16条."""


class Document(Record, Base):
    """A paper of the association kept in the desk (規約, 予算書 …), to be attached to applications."""

    __tablename__ = "document"

    kind: Mapped[str]
    """bylaws, accounts, budget, plan, passbook, other."""
    title: Mapped[str]
    dated: Mapped[date | None]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("document_content.id"))


class DocumentContent(Base):
    """The bytes of a document: written once, never changed, so undo need not carry them."""

    __tablename__ = "document_content"
    __table_args__ = ({"info": {"recorded": False}},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    data: Mapped[bytes]


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
    """An officer's signing key as an encrypted PKCS#12 file (役員の署名鍵), for the term and three months."""

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
