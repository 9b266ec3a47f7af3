"""Days and times as people say them: きのう（11月24日）, 11月25日（水）, 10時32分."""

from datetime import date, datetime

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, language, n_

_ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_ENGLISH_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def day_text(day: date) -> str:
    """11月25日."""
    if language() == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]}"
    return f"{day.month}月{day.day}日"


def day_with_weekday(day: date) -> str:
    """11月25日（水）."""
    if language() == "en":
        return f"{_ENGLISH_DAYS[day.weekday()]} {day_text(day)}"
    return era.with_weekday(day_text(day), day)


def time_text(moment: datetime) -> str:
    """10時32分."""
    return _("{hour}:{minute:02}").format(hour=moment.hour, minute=moment.minute)


def day_and_time(moment: datetime) -> str:
    """令和8年11月25日 10時32分."""
    day = moment.date()
    written = f"{day_text(day)} {day.year}" if language() == "en" else era.wareki(day)
    return f"{written} {time_text(moment)}"


def short_moment(moment: datetime) -> str:
    """11月25日 10時32分; another year is named."""
    if moment.year != clock.today().year:
        return day_and_time(moment)
    return f"{day_text(moment.date())} {time_text(moment)}"


def ago(moment: datetime) -> str:
    """けさ 8時02分, きのう（11月24日）, 12日前（11月13日）: how long ago an aware moment was, with its date."""
    local = moment.astimezone(clock.JST)
    days = (clock.today() - local.date()).days
    if days <= 0:
        return _("today {time}").format(time=time_text(local))
    if days == 1:
        return _("yesterday ({day})").format(day=day_text(local.date()))
    return n_("{count} day ago ({day})", "{count} days ago ({day})", days).format(
        count=days, day=day_text(local.date())
    )


def until(day: date) -> str:
    """あと5日, きょうまで, 3日すぎました."""
    days = (day - clock.today()).days
    if days == 0:
        return _("today")
    if days < 0:
        return n_("{count} day late", "{count} days late", -days).format(count=-days)
    return n_("{count} day left", "{count} days left", days).format(count=days)
