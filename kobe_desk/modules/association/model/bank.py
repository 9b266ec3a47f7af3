"""The account that money comes to (振込口座)."""

from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


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
