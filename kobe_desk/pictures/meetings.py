"""会議, one level down: an adopted meeting, one that is being held, and the pages of search, tasks and rules."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtWidgets import QApplication

from kobe_desk.core import clock
from kobe_desk.modules.meetings.view import MeetingPage, MeetingsPage
from kobe_desk.modules.meetings.view.meeting import ATTENDANCE, MINUTES, MOTIONS, NOTICE, SIGNING
from kobe_desk.modules.meetings.view.open_tasks import TasksPage
from kobe_desk.modules.meetings.view.papers import MeetingPapersPage
from kobe_desk.modules.meetings.view.projector import Projector
from kobe_desk.modules.meetings.view.register import RegisterPage
from kobe_desk.modules.meetings.view.rules import RulesPage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import still_after
from kobe_desk.pictures.scene import Scene
from kobe_desk.ui.button import Button


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
    guide.page(MeetingPage).show_part(SIGNING)
    guide.page(MeetingPage).signing.public.make.setFocus()
    yield guide.scene("meeting-adopted-public")
    guide.page(MeetingPage).papers.click()
    guide.page(MeetingPapersPage)
    yield guide.scene("meeting-papers")
    guide.back()
    guide.back()
    guide.page(MeetingsPage).add_meeting.click()
    yield from _held(guide)
    guide.back()
    yield from _on_paper(guide)
    yield from _corrected(guide)
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
    guide.page(MeetingPage)
    agenda.form.fill({"kind": "motion", "matter": "election", "title": "監事の選任について"})
    agenda.save.click()
    yield guide.scene("meeting-1")
    guide.page(MeetingPage).show_part(NOTICE)
    page.notice.list.click()
    guide.page(MeetingPage).notice.save.click()
    yield guide.scene("meeting-2")
    page.notice.wording.form.fill({"bring": "この通知、筆記用具"})
    page.notice.wording.save.click()
    guide.page(MeetingPage).notice.wording.form.fields["bring"].focus()
    yield guide.scene("meeting-2-words")
    page.show_part(ATTENDANCE)
    yield from _reception(guide, page)
    page.show_part(MOTIONS)
    yield guide.scene("meeting-4-first")
    yield from _by_name(guide, page)
    page.motions.votes.fill({"yes": 2, "no": 0, "abstain": 0})
    page.motions.count.click()
    yield guide.scene("meeting-4")
    yield from _elected(guide, page)
    yield from _shown_to_the_hall(guide, page)
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


def _by_name(guide: Guide, page: MeetingPage) -> Iterator[Scene]:
    """A vote by name is begun, and given up for a show of hands."""
    page.motions.vote.choose_method("named")
    guide.page(MeetingPage)
    page.motions.named.choose("yes")
    page.motions.named.table.setFocus()
    yield guide.scene("meeting-4-named")
    page.motions.vote.choose_method("hands")
    guide.page(MeetingPage)


def _elected(guide: Guide, page: MeetingPage) -> Iterator[Scene]:
    """Somebody of the roster stands for an office and is elected without objection."""
    table = page.motions.table
    table.selectRow(table.model().rowCount() - 1)
    guide.page(MeetingPage)
    election = page.motions.election
    election.form.fill({"candidates": "三宅　拓也", "seats": 1, "acclaim": True})
    election.count.click()
    guide.page(MeetingPage)
    election.form.fields["candidates"].focus()
    yield guide.scene("meeting-4-election")


def _shown_to_the_hall(guide: Guide, page: MeetingPage) -> Iterator[Scene]:
    page.projector.click()
    guide.page(MeetingPage)
    (hall,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Projector)]
    yield Scene("meeting-hall", hall, guide.data)
    still_after(hall.close)


def _on_paper(guide: Guide) -> Iterator[Scene]:
    """A resolution without a meeting, with its first answer."""
    guide.page(MeetingsPage).add_meeting.click()
    page = guide.page(MeetingPage)
    page.facts.form.fill({"title": "書面による決議", "day": clock.today() + timedelta(20), "begins": (17, 0),
                          "way": "method", "body": "extraordinary"})  # fmt: skip
    page.facts.save.click()
    agenda = guide.page(MeetingPage).preparing.agenda
    agenda.form.fill({"kind": "motion", "title": "防災倉庫の移転について"})
    agenda.save.click()
    guide.page(MeetingPage).show_part(NOTICE)
    page.notice.list.click()
    guide.page(MeetingPage).show_part(ATTENDANCE)
    paper = guide.page(MeetingPage).attendance.on_paper
    paper.search.set_text("た")
    paper.searched.emit("た")
    guide.page(MeetingPage)
    paper.begin_first()
    yield guide.scene("meeting-3-paper")
    guide.back()


def _corrected(guide: Guide) -> Iterator[Scene]:
    """Adopted minutes of the board, opened for a correction, beside what was adopted."""
    page = guide.page(MeetingsPage)
    page.bodies.setCurrentIndex(page.bodies.findData("board"))
    page.bodies.edited.emit()
    page = guide.page(MeetingsPage)
    page.table.selectRow(0)
    page.open.click()
    meeting = guide.page(MeetingPage)
    meeting.show_part(MINUTES)
    meeting.minutes.correct.click()
    writing = guide.page(MeetingPage).minutes.writing
    writing.area.insertPlainText("会長が資料により説明した。")
    writing.write()
    guide.page(MeetingPage).show_part(SIGNING)
    guide.page(MeetingPage)
    next(each for each in meeting.signing.editions.findChildren(Button) if each.isVisible()).click()
    yield guide.scene("meeting-6-compare")
    guide.back()


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
