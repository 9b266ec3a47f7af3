"""An association with so many people, and a meeting of it with its list of voters."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile, Rules
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.usecases import MeetingRequest, MotionRequest, SlipRequest
from kobe_desk.modules.members.model import Area, Household, Person

RULES = Rules("general", date(2000, 1, 1), unit="person", quorum="at_least 1/2")
REQUEST = MeetingRequest(
    "令和8年度 通常総会",
    datetime(2026, 5, 17, 10, 0),
    ends=datetime(2026, 5, 17, 11, 40),
    place="みなと台会館",
    chair="長谷川 和代",
    secretary="佐藤 勝",
    signatories=("髙橋 悦郎", "𠮷田 はる"),
)


@usecase(label="People move in", needs="members.edit")
def move_in(session: Session, homes: int, people: int = 1) -> None:
    """So many households in three 班, each with so many people."""
    areas = [Area(name=f"{number}班", position=number) for number in (1, 2, 3)]
    session.add_all(areas)
    session.flush()
    for number in range(homes):
        home = Household(area_id=areas[number % 3].id, house_number=str(number // 3 + 1), address=f"みなと台{number}番")
        session.add(home)
        session.flush()
        for place in range(people):
            name, kana = f"会員{number:03} {'甲乙丙'[place]}", f"かいいん{number:03}"
            session.add(Person(name=name, kana=kana, household_id=home.id, head=place == 0))
    session.flush()


def settled(records: Records, homes: int, people: int = 1, rules: Rules = RULES, **changed: object) -> None:
    """The association with its roster and bylaws."""
    records.do(association.save_profile, Profile("みなと台自治会"))
    records.do(association.save_rules, replace(rules, **changed))
    records.do(move_in, homes, people)


def planned(records: Records, *titles: str, request: MeetingRequest = REQUEST, **motion: object) -> tuple[UUID, ...]:
    """The meeting and its motions, with the list of voters."""
    key = records.do(meetings.plan_meeting, request).result
    motions = [records.do(meetings.add_motion, key, MotionRequest(each, **motion)).result for each in titles]
    records.do(meetings.list_voters, key)
    return key, *motions


def voter_ids(records: Records, key: UUID) -> list[UUID]:
    return [each.id for each in records.ask(meetings.voters, key)]


def filled(
    records: Records, key: UUID, *, came: int = 0, writing: int = 0, proxies: int = 0, choice: str = "", **slip: object
) -> list[UUID]:
    """So many come, write, or give a proxy to the chair, in the order of the list; returns the list."""
    ids = voter_ids(records, key)
    items = [each.id for each in records.ask(meetings.meeting, key).motions]
    choices = tuple((item, choice) for item in items) if choice else ()
    for voter in ids[came : came + writing]:
        records.do(meetings.receive_slip, SlipRequest(voter, "writing", choices=choices))
    for voter in ids[came + writing : came + writing + proxies]:
        records.do(meetings.receive_slip, SlipRequest(voter, "proxy", **{"to_chair": True, **slip}))
    for voter in ids[:came]:
        records.do(meetings.receive, voter)
    return ids
