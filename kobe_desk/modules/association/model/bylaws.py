"""What the bylaws say of meetings (規約の会議の定め)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


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
