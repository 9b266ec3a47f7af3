"""名簿カード: without photos unless they are wished for, and then of those alone who agreed to it."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PIL import Image
from support.papers import squeezed, text_of

from kobe_desk.core import clock
from kobe_desk.core.picture import clean_picture
from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as members
from kobe_desk.modules.members.papers import face_cards_pdf
from kobe_desk.modules.members.usecases import face_cards as cards_module
from kobe_desk.modules.members.usecases.face_cards import FaceCards, TooManyFaces, face_cards
from kobe_desk.modules.members.usecases.photos import keep_photo

DAY = date(2026, 4, 10)


def face(colour: str) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (300, 400), colour).save(buffer, "JPEG")
    return clean_picture(buffer.getvalue(), 480)


@pytest.fixture
def people(records: Records) -> list[UUID]:
    home = members.HouseholdRequest(address="見本市見本区みなと坂1丁目2の3", house_number="4")
    names = (
        ("髙橋　一郎", "たかはし いちろう"),
        ("髙橋　花子", "たかはし はなこ"),
        ("髙橋　三郎", "たかはし さぶろう"),
    )
    asked = tuple(members.PersonRequest(name, kana, phone="078-000-0001") for name, kana in names)
    records.do(members.add_household, home, asked)
    found = {row.name: row.id for row in records.ask(members.people, members.PeopleFilter(), 0, 9).rows}
    return [found[name] for name, _kana in names]


def agree(records: Records, person: UUID, day: date, *, given: bool = True) -> None:
    asked = members.ConsentRequest((person,), "distribution", {"photo": given}, day, "本人に口頭で")
    records.do(members.record_consent, asked)


def asked(records: Records, day: date = DAY, *, photos: bool) -> FaceCards:
    return records.ask(face_cards, day, None, None, "", photos)


def pictures_of(pdf: bytes) -> int:
    image = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    document = pypdfium2.PdfDocument(pdf)
    return sum(len(list(page.get_objects(filter=[image]))) for page in document)


def test_photos_are_printed_on_wish_alone_and_of_those_who_agreed(
    records: Records, people: list[UUID], tmp_path: Path
) -> None:
    one, two, three = people
    for person, colour in zip(people, ("red", "green", "blue"), strict=True):
        records.do(keep_photo, person, face(colour))
    agree(records, one, date(2026, 4, 1))
    agree(records, two, date(2026, 4, 1), given=False)
    without = asked(records, photos=False)
    assert [each.photo for each in without.cards] == [b"", b"", b""]
    cards = asked(records, photos=True)
    assert [bool(each.photo) for each in cards.cards if each.name in ("髙橋　一郎",)] == [True]
    assert (sum(bool(each.photo) for each in cards.cards), cards.withheld) == (1, 2)
    assert (pictures_of(face_cards_pdf(without)), pictures_of(face_cards_pdf(cards))) == (0, 1)
    told = squeezed(text_of(face_cards_pdf(cards), tmp_path))
    assert "髙橋一郎" in told and "たかはしいちろう" in told and "令和8年4月10日" in told and "同意した人だけ" in told
    assert three in people and "同意した人だけ" not in squeezed(text_of(face_cards_pdf(without), tmp_path))


def test_where_there_is_no_block_the_house_number_is_said_to_be_one(records: Records, people: list[UUID]) -> None:
    assert {card.place for card in asked(records, photos=False).cards} == {"戸番4"}
    area = records.do(members.add_area, members.AreaRequest("3班")).result
    home = records.ask(members.person_card, people[0]).household
    assert home is not None
    records.do(members.edit_household, home.id, replace(home.home, area_id=area))
    assert {card.place for card in asked(records, photos=False).cards} == {"3−4"}


def test_a_consent_holds_from_its_day_until_it_is_taken_back(records: Records, people: list[UUID]) -> None:
    records.do(keep_photo, people[0], face("red"))
    agree(records, people[0], date(2026, 4, 5))
    agree(records, people[0], date(2026, 4, 20), given=False)
    shown = [bool(asked(records, date(2026, 4, day), photos=True).cards[0].photo) for day in (4, 5, 19, 20)]
    assert shown == [False, True, True, False]


def test_cards_of_one_person_or_of_a_household_are_of_nobody_else(records: Records, people: list[UUID]) -> None:
    other = records.do(members.add_person, members.PersonRequest("𠮷田　茂")).result
    for keys in ((people[1],), tuple(people), (other,)):
        which = members.PeopleFilter(chosen=keys)
        assert len(records.ask(face_cards, clock.today(), None, which, "選んだ人", False).cards) == len(keys)
    assert "𠮷田　茂" in {each.name for each in asked(records, clock.today(), photos=False).cards}


def test_too_many_photos_are_refused_and_an_empty_paper_says_so(
    records: Records, people: list[UUID], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cards_module, "MOST_FACES", 0)
    records.do(keep_photo, people[0], face("red"))
    agree(records, people[0], date(2026, 4, 1))
    with pytest.raises(TooManyFaces):
        asked(records, photos=True)
    nobody = replace(asked(records, photos=False), cards=())
    assert "該当する人はいません" in squeezed(text_of(face_cards_pdf(nobody), tmp_path))


def test_the_roster_for_members_never_shows_a_photo_whatever_was_agreed(records: Records, people: list[UUID]) -> None:
    agree(records, people[0], date(2026, 4, 1))
    assert records.ask(members.preview_distribution, DAY).homes == ()
