"""What the desk knows of the association itself, as its papers name it; an answer of the application goes before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kobe_desk.core.japanese.era import wareki
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.subsidies.papers.facts import Officer, Pair
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules.values import Address, PersonRef
from kobe_desk.paper.letter import Applicant, Seal

SOURCE = "association."
LEGAL_FORMS = {"none": "なし（任意団体）", "recognised": "認可地縁団体", "npo": "特定非営利活動法人"}
OFFICES: Mapping[str, str] = {
    "chair": "会長", "vice_chair": "副会長", "treasurer": "会計", "secretary": "書記", "auditor": "監事",
}  # fmt: skip
"""The usual name of each role; `House.offices` holds the association's own."""
CONTACT = {"contact_name": "担当者", "contact_phone": "電話", "mail": "メール", "contact_hours": "連絡可能"}
_OFFICERS = {"officers.chair": "chair", "officers.chair.name": "chair", "officers.chair.kana": "chair_kana",
             "officers.chair.title": "chair_title", "officers.summary": "officers"}  # fmt: skip
HEAD = ("name", "kana", "address", "phone", "chair", "chair_kana", "chair_title")
"""What stands in the applicant's block of a letter."""


@dataclass(frozen=True, slots=True)
class House:
    """The association and its officers (団体) on the day of the application."""

    name: str
    kana: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    website: str = ""
    legal_form: str = ""
    founded: str = ""
    area: str = ""
    purpose: str = ""
    fee: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_hours: str = ""
    officers: tuple[Officer, ...] = ()
    officers_on: date | None = None
    """The day the list of officers is of."""
    chair: str = ""
    chair_kana: str = ""
    chair_title: str = ""
    """What the one who represents the association is called, if not by the usual name of the office."""
    offices: Mapping[str, str] = field(default_factory=lambda: OFFICES)
    seal: Seal = Seal.NONE
    """What 規約 says where a form leaves it to them (by_bylaws)."""
    sample: bool = False

    def office(self, role: str) -> str:
        named = self.chair_title if role == "chair" else ""
        return named or self.offices.get(role) or OFFICES.get(role, role)

    @property
    def contact(self) -> tuple[tuple[str, str], ...]:
        """The contact table: 担当者, 電話, メール, 連絡可能; unknown ones are left out."""
        return tuple((label, getattr(self, name)) for name, label in CONTACT.items() if getattr(self, name))

    def applicant(self, seal: str) -> Applicant:
        return Applicant(self.name, self.office("chair"), self.chair, self.kana, self.postal_code, self.address,
                         self.phone, seal=self.seal if seal == "by_bylaws" else Seal(seal))  # fmt: skip


def house_of(profile: Profile, officers: Sequence[Officer] = (), chair: Officer | None = None, *,
             officers_on: date | None = None, offices: Mapping[str, str] = OFFICES,
             seal: Seal = Seal.NONE) -> House:  # fmt: skip
    """The association as the desk knows it. `chair` is who represents it, if somebody is in that office."""
    return House(
        name=profile.name, kana=profile.kana, postal_code=profile.postal_code, address=profile.address,
        phone=profile.phone, mail=profile.mail, website=profile.website,
        legal_form=LEGAL_FORMS.get(profile.legal_form, ""),
        founded=wareki(profile.founded) if profile.founded else "", area=profile.area, purpose=profile.purpose,
        fee=profile.fee, contact_name=profile.contact_name, contact_phone=profile.contact_phone,
        contact_hours=profile.contact_hours, officers=tuple(officers), officers_on=officers_on,
        chair=chair.name if chair else "", chair_kana=chair.kana if chair else "", offices=offices, seal=seal,
        sample=profile.sample,
    )  # fmt: skip


def answered(house: House, words: Words) -> House:
    """The house with what the application itself says of it."""
    found: dict[str, object] = {}
    for each in words.programme.fields.values():
        name, value = part_of(each.prefill.source if each.prefill else ""), words.value(each.id)
        if isinstance(value, PersonRef) and name == "chair":
            found |= {"chair": value.name, "chair_kana": value.kana, "chair_title": value.title}
        elif isinstance(value, Address) and name == "address":
            found |= {"postal_code": value.postal_code, "address": value.text}
        elif name in House.__dataclass_fields__ and isinstance(getattr(house, name), str) and words.text(each.id):
            found[name] = words.text(each.id)
    return replace(house, **found)  # type: ignore[arg-type]


def part_of(source: str) -> str:
    """Which part of the house a prefill is of: `name` of association.name, `chair` of officers.chair."""
    return source.removeprefix(SOURCE) if source.startswith(SOURCE) else _OFFICERS.get(source, "")


def rows_of(house: House) -> Iterator[tuple[str, Pair]]:
    """The rows of a 団体概要書 that the house knows, each with its part."""
    place = "　".join(filter(None, (f"〒{house.postal_code}" if house.postal_code else "", house.address)))
    yield "name", Pair("団体名", house.name, house.kana)
    yield "chair", Pair("代表者職氏名", f"{house.office('chair')}　{house.chair}", house.chair_kana)
    yield "address", Pair("所在地", place)
    yield "phone", Pair("電話番号", house.phone, half=True)
    yield "mail", Pair("メール", house.mail, half=True)
    yield "founded", Pair("設立年月日", house.founded, half=True)
    yield "legal_form", Pair("法人格", house.legal_form, half=True)
    yield "area", Pair("活動区域", house.area)
    yield "fee", Pair("会費", house.fee)
    yield "purpose", Pair("目的", house.purpose)
    yield "officers", Pair("役員構成", officers_in_words(house.officers))
    yield "website", Pair("ホームページ", house.website or "なし")


def officers_in_words(officers: Sequence[Officer]) -> str:
    """会長1名、副会長2名、…"""
    counts: dict[str, int] = {}
    for each in officers:
        counts[each.office] = counts.get(each.office, 0) + 1
    return "、".join(f"{office}{count}名" for office, count in counts.items())
