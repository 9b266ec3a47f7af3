"""Letters to groups whose bookings a closure touches (臨時休館のお知らせ), one sheet each."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers import words
from kobe_desk.modules.bookings.usecases import CentreRow, LetterRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import BODY, CELL, FORM, FORM_TITLE
from kobe_desk.paper.table.spec import number

TITLE = "施設の利用についてのお知らせ"
CANCELLED = "まことに申し訳ございませんが、次の予約を取り消させていただきます。"
MOVED = "まことに申し訳ございませんが、次の予約を、下の日時と部屋に変えさせていただきます。"


def letters_pdf(
    letters: Sequence[LetterRow], centre: CentreRow, *, manager: str, day: date, sample: bool = False
) -> bytes:
    """A letter for each booking that was cancelled or moved. Raises MissingGlyph naming the group."""
    paper = Paper(PaperFacts(TITLE, author=centre.label, made=day, sample=sample), FORM)
    flow = Flow(paper)
    for place, letter in enumerate(letters):
        if place:
            flow.next_sheet()
        with paper.owner(letter.group):
            _letter(flow, letter, centre, manager, day)
    return paper.finish()


def _letter(flow: Flow, letter: LetterRow, centre: CentreRow, manager: str, day: date) -> None:
    sheet, moved = flow.sheet, letter.fate == "move"
    flow.paper.mark(letter.group)
    sheet.text(flow.right, flow.y + 4, era.wareki(day), CELL, "right")
    sheet.within(flow.left, flow.y + 15, flow.width, letter.group, BODY.at(12))
    name = f"{letter.representative}　様" if letter.representative else "代表者　様"
    sheet.within(flow.left, flow.y + 22, flow.width, name, BODY.at(12))
    flow.y += 30
    for line in (centre.label, *manager.split("\n"), centre.phone):
        if line:
            flow.text(line, CELL, "right")
    flow.gap(8)
    sheet.tracked((flow.left + flow.right) / 2, flow.y + 6, TITLE, FORM_TITLE, 3, "center")
    flow.gap(16)
    reason = f"（{letter.reason}）" if letter.reason else ""
    flow.paragraph(
        f"いつも当センターをご利用いただき、ありがとうございます。このたび休館することになりました{reason}。", BODY
    )
    flow.paragraph(MOVED if moved else CANCELLED, BODY)
    flow.gap(5)
    draw_fields(flow, _facts(letter, moved=moved), 36)
    flow.gap(6)
    if letter.paid:
        flow.paragraph(
            f"お預かりした使用料{number(letter.paid)}円は、窓口でお返しします。領収書をお持ちください。", BODY
        )
    flow.paragraph("ご迷惑をおかけしますが、よろしくお願いいたします。ご不明な点は、窓口までお知らせください。", BODY)


def _facts(letter: LetterRow, *, moved: bool) -> list[Field]:
    was = f"{era.with_weekday(era.wareki(letter.was_start.date()), letter.was_start.date())}　"
    was += f"{words.at(letter.was_start)}〜{words.at(letter.was_end)}　{letter.was_room}"
    now = letter.booking
    facts = [
        Field("予約の番号", now.label),
        Field("もとの予約", was),
        Field("目的", now.purpose or now.title),
    ]
    if moved:
        facts.append(Field("新しい予約", f"{words.day(now)}　{words.hours(now)}　{now.room}"))
    return facts
