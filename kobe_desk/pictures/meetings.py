"""会議, one level down: an adopted meeting, and one that is being held."""

from collections.abc import Iterator
from datetime import timedelta

from kobe_desk.core import clock
from kobe_desk.modules.meetings.view import MeetingPage, MeetingsPage
from kobe_desk.modules.meetings.view.meeting import ATTENDANCE, MINUTES, MOTIONS
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.scene import Scene


def meetings(guide: Guide) -> Iterator[Scene]:
    """Every part of a meeting, before and after its minutes were adopted."""
    guide.opened.open_at("meetings")
    page = guide.page(MeetingsPage)
    page.table.selectRow(0)
    page.open.click()
    yield guide.scene("meeting-adopted")
    yield from guide.parts("meeting-adopted")
    guide.back()
    guide.page(MeetingsPage).add_meeting.click()
    yield from _held(guide)
    guide.back()


def _held(guide: Guide) -> Iterator[Scene]:
    page = guide.page(MeetingPage)
    yield guide.scene("meeting-new")
    page.facts.form.fill({"title": "臨時総会", "day": clock.today() - timedelta(3), "begins": (19, 0),
                          "closes": (20, 10), "place": "みなと坂会館", "chair": "髙橋 健一", "secretary": "𠮷田 和代",
                          "signatories": "辻󠄀 正雄、中村 花子"})  # fmt: skip
    page.facts.save.click()
    guide.page(MeetingPage).show_part(ATTENDANCE)
    page.attendance.form.fill({"total": 124, "in_person": 48, "in_writing": 12, "by_proxy": 20, "void_proxy": 1})
    page.attendance.save.click()
    yield guide.scene("meeting-2")
    page.show_part(MOTIONS)
    yield guide.scene("meeting-3-first")
    page.motions.words.fill({"title": "防犯カメラの更新について", "proposal": "古くなった2台を取りかえる。"})
    page.motions.save.click()
    guide.page(MeetingPage).motions.votes.fill({"yes": 71, "no": 5, "abstain": 3})
    page.motions.count.click()
    yield guide.scene("meeting-3")
    page.show_part(MINUTES)
    yield guide.scene("meeting-4")
