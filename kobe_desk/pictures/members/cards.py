"""名簿, one level down: the cards of a person and of a household, and a list taken in with its problems."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

from kobe_desk.modules.members.view.household import HouseholdPage
from kobe_desk.modules.members.view.household_form import HouseholdFormPage
from kobe_desk.modules.members.view.importing import ImportPage
from kobe_desk.modules.members.view.moving import MovingPage
from kobe_desk.modules.members.view.person import CONSENTS, PersonPage
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.scene import Scene

LIST = """氏名,フリガナ,生年月日,電話,郵便番号,住所,班
赤松 修,アカマツ オサム,S21.7.4,078-000-9999,,見本市見本区みなと坂2丁目7-12,4班
新田 みどり,ニッタ ミドリ,S48.4.1,078-000-0201,,見本市見本区みなと坂1丁目2-3,1班
新田 太郎,ニッタ タロウ,昭和23年4月31日,078-000-0201,,見本市見本区みなと坂1丁目2-3,1班
,ナマエ ナシ,,078-000-0202,,見本市見本区みなと坂3丁目1-1,6班
浜辺 ゆう,ハマベ ユウ,H3.5.5,07800-12,999,見本市見本区みなと坂3丁目9-9,6班
"""
"""A list as people have it: one who moved, three new ones, and what cannot be read."""


def person_card(guide: Guide) -> Iterator[Scene]:
    page = guide.page(RosterPage)
    row = page.table.row
    page.person_opened.emit(row.id)
    person = guide.page(PersonPage)
    yield guide.scene("members-person")
    yield from guide.parts("members-person")
    person.show_part(CONSENTS)
    person.consents.disclosure.click()
    guide.page(PersonPage)
    yield guide.scene("members-person-disclosure")
    person.consents.drawer.leave.click()
    yield from _photo(guide, person)
    guide.back()


def _photo(guide: Guide, person: PersonPage) -> Iterator[Scene]:
    """With a photo, drawn: nobody of the sample has a face."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "顔.png")
        picture = Image.new("RGB", (300, 400), "#dfe7ee")
        draw = ImageDraw.Draw(picture)
        draw.ellipse((90, 70, 210, 210), fill="#8296a9")
        draw.ellipse((30, 240, 270, 520), fill="#8296a9")
        picture.save(path)
        person.show_part(0)
        person.photo.file_chosen.emit(path)
        guide.page(PersonPage)
    person.to_top()
    yield guide.scene("members-person-photo")
    person.photo.remove.click()


def household_card(guide: Guide) -> Iterator[Scene]:
    guide.page(RosterPage).pane.household.click()
    page = guide.page(HouseholdPage)
    yield guide.scene("members-household")
    page.moving.click()
    guide.page(MovingPage)
    yield guide.scene("members-moving")
    yield from guide.parts("members-moving")
    guide.back()
    page.edit.click()
    guide.page(HouseholdFormPage)
    yield guide.scene("members-household-correct")
    guide.back()
    page.table.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    page.set_apart.click()
    yield guide.scene("members-household-since")
    page.since.leave.click()
    page.add_person.click()
    yield guide.scene("members-person-new")
    guide.back()
    guide.back()


def take_list_in(guide: Guide) -> Iterator[Scene]:
    guide.page(RosterPage).take_in.click()
    page = guide.page(ImportPage)
    yield guide.scene("members-import")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "町内会名簿.csv")
        path.write_text(LIST, encoding="cp932")
        page.file_chosen.emit(path)
        yield guide.scene("members-import-look")
        for kind in page.counts.buttons:
            page.show_kind(kind)
            yield guide.scene(f"members-import-{kind}")
    guide.back()
