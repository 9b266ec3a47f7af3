"""The sample's blocks: the districts they stand in, and whose turn it is to lead them."""

from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as roster
from kobe_desk.sample.facts import Days

DISTRICTS = ("東ブロック", "西ブロック")


def stand_in_districts(records: Records) -> None:
    """The first half of the blocks in one, the others in the other."""
    blocks = records.ask(roster.areas)
    halves = blocks[: len(blocks) // 2], blocks[len(blocks) // 2 :]
    for name, half in zip(DISTRICTS, halves, strict=True):
        key = records.do(roster.add_area, roster.AreaRequest(name)).result
        for each in half:
            records.do(roster.edit_area, each.id, roster.AreaRequest(each.name, key))


def take_turns(records: Records, days: Days) -> None:
    """For next year: an age that exempts, one household that is exempt, one that is passed over.

    Who leads this year was elected with the officers.
    """
    year = days.year.next.year
    areas = tuple(each.area_id for each in records.ask(roster.all_turns, year))
    records.do(roster.set_turn_age, areas, 80)
    rows = records.ask(roster.turns_of, areas[0], year).rows
    following = sorted((row for row in rows if row.turn), key=lambda row: row.turn)
    records.do(roster.exempt_from_turns, following[1].id, "家族の介護")
    records.do(roster.skip_turn, following[2].id, year)
