"""The demo's minutes and the extract of its last resolution."""

from kobe_desk.core import clock
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.association.usecases.profile import Profile
from kobe_desk.modules.meetings.papers import print_papers
from kobe_desk.modules.meetings.usecases import adopted_minutes, meetings
from kobe_desk.modules.members.usecases import officers_on


def meeting_papers(records: Records) -> dict[str, bytes]:
    """The adopted minutes and the extract of every carried motion, by the name of the paper."""
    row = records.ask(adopted_minutes, records.ask(meetings, "general")[0].id)
    chair = next(each for each in records.ask(officers_on, clock.today()) if each.kind == "chair")
    house = records.ask(profile) or Profile("")
    return dict(print_papers(row, house, f"{chair.office}　{chair.name}", clock.today(), silent))
