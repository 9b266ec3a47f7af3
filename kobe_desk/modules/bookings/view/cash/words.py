"""How a closing is said."""

from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import ClosingRow
from kobe_desk.modules.bookings.view.cash.count import yen_words
from kobe_desk.modules.bookings.view.wording import long_day, time_of


def closed_words(closing: ClosingRow) -> str:
    """Who closed it when, what was counted, and by how much it differed and why."""
    at = closing.closed_at.astimezone(clock.JST)
    words = _("Closed by {who} on {day} at {time}. Counted: {yen}.").format(
        who=closing.closed_by, day=long_day(at.date()), time=time_of(at), yen=yen_words(closing.counted)
    )
    if not closing.difference:
        return words
    more = _("It differed by {yen}: {why}").format(yen=yen_words(closing.difference), why=closing.note)
    return f"{words}\n{more}"
