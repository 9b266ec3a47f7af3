"""What happens in a year and the sample has none of: made on the way, so that no page is shown empty."""

from datetime import date, datetime, time, timedelta

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.members import usecases as members

TODAY = (("和室", "書道 墨の会", 11), ("会議室A", "コーラスみなと", 18))


def written_twice(records: Records) -> object:
    """Somebody of the sample is on the roster a second time, as after two lists were joined."""
    twice = members.PersonRequest("赤松 修", "あかまつ おさむ", date(1946, 7, 4), phone="078-000-0067")
    home = members.HouseholdRequest(address="見本市見本区みなと坂2丁目7の12")
    records.do(members.add_household, home, (twice,))
    return True


def taken_back(records: Records) -> object:
    """The last thing done is undone."""
    records.undo()
    return True


def handed_out(records: Records) -> object:
    """A roster for the helpers of an outing, to come back in two weeks."""
    back = clock.today() + timedelta(14)
    asked = members.ProvisionRequest("敬老会の世話人", "敬老会の案内", back)
    chosen = members.PeopleFilter(age_from=70)
    records.do(members.export_roster, chosen, ("name", "address"), "xlsx", asked, "70歳以上")
    return True


def lost(records: Records) -> object:
    """A sheet that was lost, and found again by somebody of the association."""
    what, why = "集金表1枚を会館に置き忘れた", "片付けのとき数えなかった"
    then = "その日のうちに会長が見つけた。次から枚数を数える。"
    found = clock.today() - timedelta(3)
    records.do(members.add_leak, members.LeakRequest(found, what, 12, cause=why, measures=then))
    return True


def busy_today(records: Records) -> object:
    """Two groups use the house today, whatever day it is that it is open."""
    (day,) = records.ask(bookings.bookings_week, clock.today(), 1).days
    groups = {each.name: each.id for each in records.ask(bookings.groups)}
    rooms = {each.name: each.id for each in records.ask(bookings.rooms)}
    midnight = datetime.combine(day.day, time())
    for (room, group, people), band in zip(TODAY, day.bands, strict=False):
        start, end = midnight + timedelta(minutes=band.starts), midnight + timedelta(minutes=band.ends)
        if day.closed is None and not records.ask(bookings.clashes, rooms[room], start, end):
            asked = bookings.BookingRequest(rooms[room], groups[group], start, end, adults=people, despite=group)
            records.do(bookings.book_room, asked)
    return True
