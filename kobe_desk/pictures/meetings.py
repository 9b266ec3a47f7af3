"""会議, one level down: an adopted meeting, one that is being held, and the pages of search, tasks and rules."""

from collections.abc import Iterator
from datetime import timedelta

from kobe_desk.core import clock
from kobe_desk.modules.meetings.view import MeetingPage, MeetingsPage
from kobe_desk.modules.meetings.view.meeting import ATTENDANCE, MINUTES, MOTIONS, NOTICE, SIGNING
from kobe_desk.modules.meetings.view.open_tasks import TasksPage
from kobe_desk.modules.meetings.view.papers import MeetingPapersPage
from kobe_desk.modules.meetings.view.register import RegisterPage
from kobe_desk.modules.meetings.view.rules import RulesPage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.scene import Scene


def meetings(guide: Guide) -> Iterator[Scene]:
    """Every stage of a meeting, before and after its minutes were adopted."""
    guide.opened.open_at("meetings")
    page = guide.page(MeetingsPage)
    page.bodies.setCurrentIndex(page.bodies.findData("general"))
    page.bodies.edited.emit()
    page = guide.page(MeetingsPage)
    page.table.selectRow(0)
    page.open.click()
    yield guide.scene("meeting-adopted")
    yield from guide.parts("meeting-adopted")
    guide.page(MeetingPage).papers.click()
    guide.page(MeetingPapersPage)
    yield guide.scene("meeting-papers")
    guide.back()
    guide.back()
    guide.page(MeetingsPage).add_meeting.click()
    yield from _held(guide)
    guide.back()
    yield from _beside(guide)


def _held(guide: Guide) -> Iterator[Scene]:
    page = guide.page(MeetingPage)
    yield guide.scene("meeting-new")
    page.facts.form.fill({"title": "臨時総会", "day": clock.today() + timedelta(9), "begins": (19, 0),
                          "closes": (20, 10), "place": "みなと坂会館", "chair": "髙橋 健一", "secretary": "𠮷田 和代",
                          "signatories": "辻󠄀 正雄、中村 花子", "body": "extraordinary"})  # fmt: skip
    page.facts.save.click()
    page = guide.page(MeetingPage)
    agenda = page.preparing.agenda
    agenda.form.fill({"kind": "motion", "title": "防犯カメラの更新について", "proposal": "古くなった2台を取りかえる。",
                      "presenter": "会計", "planned": 15})  # fmt: skip
    agenda.save.click()
    guide.page(MeetingPage)
    agenda.form.fill({"kind": "report", "title": "秋の文化祭について", "presenter": "副会長", "planned": 10})
    agenda.save.click()
    yield guide.scene("meeting-1")
    guide.page(MeetingPage).show_part(NOTICE)
    page.notice.list.click()
    guide.page(MeetingPage).notice.save.click()
    yield guide.scene("meeting-2")
    page.show_part(ATTENDANCE)
    yield from _reception(guide, page)
    page.show_part(MOTIONS)
    yield guide.scene("meeting-4-first")
    page.motions.votes.fill({"yes": 2, "no": 0, "abstain": 0})
    page.motions.count.click()
    yield guide.scene("meeting-4")
    page.show_part(MINUTES)
    page.minutes.writing.area.insertPlainText(
        "会計が資料により説明した。\n【決定】古い2台を、年内に取りかえる。\n【宿題】見積書を2社からとる（谷口、12月20日）"
    )
    yield guide.scene("meeting-5")
    page.minutes.writing.write()
    guide.page(MeetingPage).show_part(SIGNING)
    yield guide.scene("meeting-6")


def _reception(guide: Guide, page: MeetingPage) -> Iterator[Scene]:
    """Two come in, a third is found and a proxy is handed in."""
    door = page.attendance.door
    for words in ("た", "な"):
        door.search.edit.set_value(words)
        door.searched.emit(words)
        guide.page(MeetingPage)
        door.receive(door._found[0].voter.id)
        guide.page(MeetingPage)
    door.search.set_text("や")
    door.searched.emit("や")
    guide.page(MeetingPage)
    yield guide.scene("meeting-3")
    door.slip.begin("proxy", door._found[0])
    yield guide.scene("meeting-3-slip")
    door.slip.save.click()
    guide.page(MeetingPage)


def _beside(guide: Guide) -> Iterator[Scene]:
    """The pages that the list leads to."""
    page = guide.page(MeetingsPage)
    page.register.click()
    register = guide.page(RegisterPage)
    register.search.set_text("防災")
    register.searched.emit("防災", "")
    yield guide.scene("meeting-register")
    guide.back()
    page.tasks.click()
    guide.page(TasksPage)
    yield guide.scene("meeting-tasks")
    guide.back()
    page.rules.click()
    rules = guide.page(RulesPage)
    yield guide.scene("meeting-rules")
    rules.edit("quorum")
    yield guide.scene("meeting-rules-change")
    guide.back()
