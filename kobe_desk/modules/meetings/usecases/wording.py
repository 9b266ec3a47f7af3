"""What the notice of a meeting says (招集通知の文面) besides its facts, where the usual words are not enough."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.model import Meeting
from kobe_desk.modules.meetings.usecases.planning import open_meeting

_BEFORE = timedelta(days=3)
"""When papers are to be handed in, unless somebody says otherwise."""


class AnswerAfterMeeting(UserError):
    text = N_("Papers have to come in before the meeting. Please choose a day before it.")


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """An empty greeting is the usual one; `answer_by` None: three days before the meeting."""

    greeting: str = ""
    bring: str = ""
    more: str = ""
    answer_by: date | None = None


@query(needs="meetings.read")
def notice_words(session: Session, key: UUID) -> NoticeWords:
    """What was written for this meeting."""
    return words_of(session.get_one(Meeting, key))


@usecase(label=N_("Word the notice"), needs="meetings.edit")
def word_notice(session: Session, key: UUID, words: NoticeWords) -> None:
    """Write down what the notice says. Raises AdoptedAlready, AnswerAfterMeeting."""
    found = open_meeting(session, key)
    if words.answer_by and words.answer_by > found.starts.date():
        raise AnswerAfterMeeting("answer_by")
    day = words.answer_by.isoformat() if words.answer_by else None
    found.wording = {**asdict(words), "answer_by": day}
    session.flush()


def words_of(found: Meeting) -> NoticeWords:
    said = found.wording or {}
    day = said.get("answer_by")
    return NoticeWords(**{**said, "answer_by": date.fromisoformat(day) if day else None})


def last_day(words: NoticeWords, starts: date) -> date:
    """Until when papers are to be handed in."""
    return words.answer_by or starts - _BEFORE
