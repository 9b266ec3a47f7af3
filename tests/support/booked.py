"""Rooms that the sample association books for itself and pays for, and budgets whose lines name them."""

from datetime import datetime
from uuid import UUID

from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.bookings.usecases import BookingRequest
from kobe_desk.modules.subsidies.rules.answers import Answer
from kobe_desk.modules.subsidies.usecases import application, open_application, save_answers


def asked(records: Records, start: datetime, end: datetime, room: str = "大会議室", **more: object) -> BookingRequest:
    house = records.ask(profile)
    assert house is not None
    group = next(each for each in records.ask(bookings.groups) if each.name == house.name)
    wanted = next(each for each in records.ask(bookings.rooms) if each.name == room)
    return BookingRequest(**{"room": wanted.id, "group": group.id, "start": start, "end": end, "purpose": "餅つき",
                             "exemption": "", "despite": "館長の判断", **more})  # fmt: skip


def book(records: Records, day: int = 17, **more: object) -> UUID:
    """A morning in January 2027 in the large room, paid for in full."""
    request = asked(records, datetime(2027, 1, day, 9), datetime(2027, 1, day, 12), **more)
    return records.do(bookings.book_room, request).result


def pay_with(records: Records, key: UUID, *chosen: UUID) -> tuple[UUID, ...]:
    """Lines of the budget that name these bookings, filled as the page fills them. Returns their keys."""
    offered = {each.id: each for each in records.ask(open_application, key).bookings}
    answers = records.ask(application, key).answers
    for each in chosen:
        ref = offered[str(each)]
        answers = answers.with_row("budget_out", {"category": "hire", "booking": ref, "item": ref.title})
        answers = answers.with_answer("budget_out.unit_price", Answer(ref.fee), answers.keys("budget_out")[-1])
    records.do(save_answers, key, answers, "money")
    return answers.keys("budget_out")[-len(chosen) :]
