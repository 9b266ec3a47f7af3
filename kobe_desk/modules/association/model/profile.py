"""The association itself (団体): one row with what it is, and the words for its kind and legal form."""

from datetime import date
from enum import StrEnum

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


class Association(Record, Base):
    """The association whose desk this is (団体): exactly one row."""

    __tablename__ = "association"

    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default=AssociationKind.NEIGHBOURHOOD)
    legal_form: Mapped[str] = mapped_column(default=LegalForm.NONE)
    corporate_number: Mapped[str] = mapped_column(default="", server_default="")
    """法人番号, thirteen figures; empty where the group has none."""
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
