"""What the form of a booking is made of, and how its fee and rooms are said."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from uuid import UUID

from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import (
    CATEGORIES,
    BandFact,
    EquipmentRow,
    FeeQuote,
    FreeSlot,
    RoomRow,
    UsualBooking,
    clock_time,
)
from kobe_desk.modules.bookings.view.counter.equipment import EquipmentField
from kobe_desk.modules.bookings.view.group_field import GroupField
from kobe_desk.modules.bookings.view.wording import weekday_names
from kobe_desk.ui.field import (
    CheckBox,
    FormField,
    MoneyField,
    Need,
    NumberField,
    PairField,
    PhoneField,
    Select,
    TextArea,
    TextField,
)
from kobe_desk.ui.form import Form


@dataclass(frozen=True, slots=True)
class Offered:
    """What the centre offers on the chosen day: bands, rooms, equipment, and whether free times are allowed."""

    day: date
    bands: tuple[BandFact, ...]
    rooms: tuple[RoomRow, ...]
    equipment: tuple[EquipmentRow, ...]
    free_times: bool
    closed: str | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where a booking begins that is not written down yet: a place of the grid, or a free time that was found."""

    day: date
    band: str = ""
    room: UUID | None = None
    times: tuple[datetime, datetime] | None = None
    """Hours of one's own, instead of a band."""
    people: int = 0

    @classmethod
    def at(cls, slot: FreeSlot, people: int = 0) -> Self:
        times = None if slot.band else (slot.start, slot.end)
        return cls(slot.start.date(), slot.band, slot.room_id, times, people)


def bands_words(band: BandFact) -> str:
    return f"{clock_time(band.starts)}〜{clock_time(band.ends)}"


def clock_field() -> PairField:
    return PairField((_("hour"), NumberField(56, least=0, most=24)), (_("minutes"), NumberField(56, least=0, most=59)))


def who_form(group: GroupField) -> Form:
    """The group, how many people, what for."""
    words = {"adults": _("Adults"), "children": _("Children"), "seniors": _("Older people")}
    people = {name: FormField(label, NumberField(84), Need.OPTIONAL, unit=_("people")) for name, label in words.items()}
    purpose = FormField(_("Purpose"), TextField(width=350), Need.OPTIONAL)
    return Form({"group": FormField(_("Group"), group), **people, "purpose": purpose})


def moment_in(form: Form, day: date, name: str) -> datetime | None:
    """The hour and minutes of a field, on a day; None while the hour is empty."""
    hour, minute = form.fields[name].control.value() or (None, None)
    return None if hour is None else datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute or 0)


def more_form(equipment: EquipmentField) -> Form:
    """What can be said later: kind of use, name on the door, who is there, equipment, heating, sales, notes."""
    optional = Need.OPTIONAL
    kinds = Select([("", _("not said")), *((key, _(words)) for key, words in CATEGORIES.items())], 180)
    return Form(
        {
            "category": FormField(_("Kind of use"), kinds, Need.UNSAID),
            "event_id": FormField(_("Event it is for"), Select(((None, _("no event")),), 300), Need.UNSAID),
            "shown_as": FormField(_("Name on the door"), TextField(width=320), optional,
                                  _("Left empty, the group's name stands there.")),
            "responsible": FormField(_("Who is there that day"), TextField(width=260), optional),
            "phone": FormField(_("Telephone that day"), PhoneField(), optional),
            "equipment": FormField(_("Equipment"), equipment, optional),
            "heating": FormField(_("Heating or cooling"), CheckBox(_("Used")), Need.UNSAID),
            "entrance": FormField(_("Entrance fee"), MoneyField(), optional, unit=_("yen")),
            "profit": FormField(_("Sales"), CheckBox(_("Goods are sold or money is earned")), Need.UNSAID),
            "setup": FormField(_("Preparation"), TextField(width=350), optional, _("How tables and chairs stand.")),
            "notes": FormField(_("Notes"), TextArea(3, width=350), optional),
            "despite": FormField(_("Taken all the same because"), TextField(width=350), optional,
                                 _("Only where a rule of the centre says no and the manager says yes.")),
        }
    )  # fmt: skip


def room_words(room: RoomRow) -> str:
    size = _("up to {count} people").format(count=room.capacity) if room.capacity else ""
    return _(" · ").join(each for each in (size, room.features) if each)


def usual_words(usual: UsualBooking) -> str:
    """いつもの予約：木曜・午前・会議室A・12人・合唱の練習."""
    people = usual.adults + usual.children + usual.seniors
    told = (
        _("every {weekday}").format(weekday=weekday_names()[usual.weekday]),
        usual.band or _("{start} to {end}").format(start=clock_of(usual.start), end=clock_of(usual.end)),
        usual.room_name,
        _("{count} people").format(count=people) if people else "",
        usual.purpose,
    )
    return _("Usual booking: {words}").format(words=_(" · ").join(filter(None, told)))


def clock_of(moment: time) -> str:
    return clock_time(moment.hour * 60 + moment.minute)


def fee_words(quote: FeeQuote) -> str:
    if quote.missing:
        return _("No rule says what this room costs.")
    if quote.doubtful:
        return _("The fee is {yen} yen (a rule of it is not confirmed yet).").format(yen=f"{quote.total:,}")
    if quote.reduced:
        return _("The fee is {yen} yen after a reduction of {less} yen.").format(yen=f"{quote.total:,}",
                                                                                less=f"{quote.reduced:,}")  # fmt: skip
    return _("The fee is {yen} yen.").format(yen=f"{quote.total:,}")
