"""Which control asks which kind of question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kobe_desk.modules.subsidies.usecases.asking import (
    BookingRef,
    Choices,
    DocumentRef,
    Field,
    FileRef,
    Kind,
    PersonRef,
    Programme,
    ResolutionRef,
)
from kobe_desk.modules.subsidies.view.controls.chosen import (
    BookingField,
    OneOfMany,
    ResolutionField,
    SeveralField,
    YesNoField,
    one_of,
    person_field,
)
from kobe_desk.modules.subsidies.view.controls.parts import AddressField, BankField, PeriodField
from kobe_desk.modules.subsidies.view.controls.typed import LongField, TypedField
from kobe_desk.ui.field import Control, DateField

_NO_LISTS: Mapping[str, Choices] = {}
_NO_RESOLUTIONS: Mapping[str, tuple[ResolutionRef, ...]] = {}


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen: lists of the programme, officers, the resolutions for each question, documents, bookings."""

    choices: Mapping[str, Choices] = field(default_factory=lambda: _NO_LISTS)
    people: tuple[PersonRef, ...] = ()
    resolutions: Mapping[str, tuple[ResolutionRef, ...]] = field(default_factory=lambda: _NO_RESOLUTIONS)
    documents: tuple[Any, ...] = ()
    bookings: tuple[BookingRef, ...] = ()

    @classmethod
    def of(cls, programme: Programme, opened: Any) -> "Offered":
        """What an opened application lets choose."""
        return cls(programme.choice_lists, opened.people, opened.resolutions, opened.documents, opened.bookings)


def control_for(asked: Field, offered: Offered) -> Control:
    """A control that reads and shows values of a question's kind."""
    made: Mapping[Kind, Callable[[], Control]] = {
        Kind.LONGTEXT: lambda: LongField(asked, offered.choices),
        Kind.DATE: DateField,
        Kind.PERIOD: lambda: PeriodField(asked),
        Kind.CHOICE: lambda: one_of(offered.choices[asked.choices]),
        Kind.MULTI: lambda: SeveralField(offered.choices[asked.choices]),
        Kind.YESNO: YesNoField,
        Kind.PERSON: lambda: person_field(offered.people),
        Kind.RESOLUTION: lambda: ResolutionField(offered.resolutions.get(asked.id, ())),
        Kind.BOOKING: lambda: BookingField(offered.bookings),
        Kind.DOCUMENT: lambda: OneOfMany([(_document(each), each.title) for each in offered.documents], 320),
        Kind.FILE: lambda: OneOfMany([(_file(each), each.title) for each in offered.documents], 320),
        Kind.PHOTO: lambda: OneOfMany([(_file(each), each.title) for each in offered.documents], 320),
        Kind.ADDRESS: lambda: AddressField(asked),
        Kind.BANK: lambda: BankField(asked),
    }
    return made.get(asked.kind, lambda: TypedField(asked, offered.choices))()


def typed_text(control: Control) -> str | None:
    """What is typed in a control right now, readable or not; None for one that is not typed as one text."""
    if isinstance(control, LongField):
        return control.toPlainText()
    return control.text() if isinstance(control, TypedField) else None


def _document(row: Any) -> DocumentRef:
    return DocumentRef(str(row.id), row.title, row.sha256)


def _file(row: Any) -> FileRef:
    return FileRef(row.file_name, row.sha256, row.size)
