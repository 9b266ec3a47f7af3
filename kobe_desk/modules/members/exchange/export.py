"""Writes an exported roster: a typed workbook, CSV for Excel or for old programs, or contacts for a phone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from kobe_desk.core import atomic
from kobe_desk.core.sheets import writing
from kobe_desk.core.sheets.contact import Contact
from kobe_desk.core.sheets.vcard_writing import vcards
from kobe_desk.modules.members.usecases.exporting import Export

HEADINGS = {
    "number": "会員番号", "district": "ブロック", "area": "班", "house": "戸番", "name": "氏名", "kana": "フリガナ",
    "relation": "続柄", "birth": "生年月日", "age": "年齢", "sex": "性別", "postal": "郵便番号",
    "address": "住所", "building": "建物名",
    "phone": "電話番号", "mobile": "携帯電話", "mail": "メール", "office": "役職", "joined": "入会日", "left": "退会日",
    "notes": "備考", "tags": "しるし",
}  # fmt: skip
"""Headings that the import reads back."""
CONTACT_FIELDS = ("name", "kana", "phone", "mobile", "mail", "postal", "address", "building", "birth")
SUBSTITUTE = "〓"


class Form(StrEnum):
    """What a roster is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    CSV_CP932 = "csv_cp932"
    VCARD_3 = "vcard_3"
    VCARD_4 = "vcard_4"
    VCARD_2 = "vcard_2"


VERSIONS = {Form.VCARD_2: "2.1", Form.VCARD_3: "3.0", Form.VCARD_4: "4.0"}
SUFFIXES = {Form.XLSX: ".xlsx", Form.CSV: ".csv", Form.CSV_CP932: ".csv", **dict.fromkeys(VERSIONS, ".vcf")}


@dataclass(frozen=True, slots=True)
class LostRow:
    """A name or text with characters that CP932 lacks: shown before anything is written."""

    name: str
    column: str
    value: str
    characters: str


def lost_in_cp932(export: Export) -> tuple[LostRow, ...]:
    """Everybody with a character that the old encoding lacks, and what it is."""
    names = _names(export)
    return tuple(
        LostRow(names[each.row], each.column, each.value, "".join(each.characters))
        for each in writing.unwritable(_header(export), export.rows)
    )


def write_export(
    export: Export, target: Path, form: Form, *, substitute: str | None = None, organisation: str = ""
) -> Path:
    """Write the file. Raises CannotBeWritten where CP932 lacks characters and no substitute was chosen."""
    if form == Form.XLSX:
        writing.write_xlsx(target, "名簿", _header(export), export.rows)
    elif form == Form.CSV:
        writing.write_csv(target, _header(export), export.rows)
    elif form == Form.CSV_CP932:
        writing.write_csv(target, _header(export), export.rows, encoding=writing.CP932, substitute=substitute)
    else:
        with atomic.writing(target) as file:
            file.write(vcards(_contacts(export, organisation), VERSIONS[form]))
    return target


def _header(export: Export) -> tuple[str, ...]:
    words = {**HEADINGS, **dict(export.names)}
    return tuple(words[name] for name in export.fields)


def _names(export: Export) -> list[str]:
    if "name" not in export.fields:
        return [""] * len(export.rows)
    place = export.fields.index("name")
    return [row[place] for row in export.rows]


def _contacts(export: Export, organisation: str) -> list[Contact]:
    return [_contact(dict(zip(export.fields, row, strict=True)), str(key), organisation)
            for key, row in zip(export.persons, export.rows, strict=True)]  # fmt: skip


def _contact(said: dict[str, Any], key: str, organisation: str) -> Contact:
    texts = {name: said.get(name) or "" for name in CONTACT_FIELDS if name != "birth"}
    birth = said.get("birth")
    return Contact(key, birth=birth if isinstance(birth, date) else None, organisation=organisation, **texts)
