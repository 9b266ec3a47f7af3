"""The arithmetic of meetings: quorum, votes, papers, notice, slip numbers; no database."""

from kobe_desk.modules.meetings.rules.counting import (
    Attendance,
    MoreCameThanThereAre,
    MoreVotesThanPresent,
    NegativeCount,
    Quorum,
    quorum,
)
from kobe_desk.modules.meetings.rules.notice import NoticeCheck, check_notice, last_day_of_notice
from kobe_desk.modules.meetings.rules.share import Base, RuleUnreadable, Share
from kobe_desk.modules.meetings.rules.voting import Elected, NoCandidates, Outcome, Room, Vote, elect, outcome

__all__ = (
    "Attendance",
    "Base",
    "Elected",
    "MoreCameThanThereAre",
    "MoreVotesThanPresent",
    "NegativeCount",
    "NoCandidates",
    "NoticeCheck",
    "Outcome",
    "Quorum",
    "Room",
    "RuleUnreadable",
    "Share",
    "Vote",
    "check_notice",
    "elect",
    "last_day_of_notice",
    "outcome",
    "quorum",
)
