"""The form of an event, and the words for its kinds and ages."""

from datetime import datetime, time

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import EventRequest
from kobe_desk.ui.field import DateField, FormField, Need, NumberField, PairField, Select, TextArea, TextField
from kobe_desk.ui.form import Form

KINDS = {
    "festival": N_("Festival"),
    "drill": N_("Disaster drill"),
    "cleaning": N_("Clean-up"),
    "outing": N_("Outing"),
    "other": N_("Something else"),
}
BANDS = {
    "preschool": N_("Before school"),
    "school": N_("Primary school"),
    "teens": N_("Middle and high school"),
    "adults": N_("Up to 64"),
    "seniors": N_("65 and older"),
}


class HourMissing(UserError):
    text = N_("Please write the hour and the minutes of the time.")


class LastDayBefore(UserError):
    text = N_("The last day is before the first one. Please check the days.")


def event_form() -> Form:
    """What an event is, when and where, and its insurance."""
    optional = Need.OPTIONAL
    kinds = [(key, _(words)) for key, words in KINDS.items()]
    insurance = _("Name and number of the insurance, and whom to call.")
    return Form(
        {
            "title": FormField(_("Name of the event"), TextField(380)),
            "kind": FormField(_("Kind"), Select(kinds, 180), Need.UNSAID),
            "day": FormField(_("Day"), DateField()),
            "last_day": FormField(
                _("Last day of the event"), DateField(), optional, _("Only for an event that lasts several days.")
            ),
            "begins": FormField(_("Begins at"), _time_field(), support=_("Hour and minutes, such as 10 and 0.")),
            "until": FormField(_("Ends at"), _time_field()),
            "place": FormField(_("Place"), TextField(380), optional),
            "purpose": FormField(_("What it is for"), TextArea(2, 420), optional),
            "insurance": FormField(_("Insurance"), TextField(420), optional, insurance),
            "insured": FormField(_("Insured for"), NumberField(), optional, unit=_("people")),
        }
    )


def fill(form: Form, event: EventRequest | None) -> None:
    """Show an event, or an empty form."""
    if event is None:
        blank = dict.fromkeys(("title", "place", "purpose", "insurance"), "")
        days = dict.fromkeys(("day", "last_day"))
        form.fill({**blank, **days, "kind": "festival", "begins": (10, 0), "until": (12, 0), "insured": None})
        return
    form.fill(
        {
            "title": event.title,
            "kind": event.kind,
            "day": event.start.date(),
            "last_day": event.end.date() if event.end.date() != event.start.date() else None,
            "begins": (event.start.hour, event.start.minute),
            "until": (event.end.hour, event.end.minute),
            "place": event.place,
            "purpose": event.purpose,
            "insurance": event.insurance,
            "insured": event.insured,
        }
    )


def read(form: Form) -> EventRequest | None:
    """What the form says; None when something cannot be read, which is then said at its field."""
    values = form.read()
    if values is None:
        return None
    try:
        begins, until = _time(values["begins"], "begins"), _time(values["until"], "until")
    except HourMissing as error:
        form.show_refusal(error)
        return None
    day = values["day"]
    last = values["last_day"] or day
    if last < day:
        form.show_refusal(LastDayBefore("last_day"))
        return None
    return EventRequest(
        title=values["title"],
        kind=values["kind"],
        start=datetime.combine(day, begins),
        end=datetime.combine(last, until),
        place=values["place"],
        purpose=values["purpose"],
        insurance=values["insurance"],
        insured=values["insured"],
    )


def _time_field() -> PairField:
    return PairField((_("hour"), NumberField(56, least=0, most=23)), (_("minutes"), NumberField(56, least=0, most=59)))


def _time(pair: tuple[int | None, ...] | None, field: str) -> time:
    hour, minute = pair if pair else (None, None)
    if hour is None:
        raise HourMissing(field)
    return time(hour, minute or 0)
