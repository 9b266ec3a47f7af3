"""Everything a person fills in. A field is imported when it is first asked for: the first page needs few of them."""

from typing import TYPE_CHECKING

from kobe_desk.core.lazily import offering

if TYPE_CHECKING:
    from kobe_desk.ui.field.area import TextArea
    from kobe_desk.ui.field.check import CheckBox
    from kobe_desk.ui.field.choice import Choice, Option, RadioCard
    from kobe_desk.ui.field.control import Control
    from kobe_desk.ui.field.date import DateField
    from kobe_desk.ui.field.edit import MoneyField, NumberField, TextField
    from kobe_desk.ui.field.form import FormField, Need, NeedsAnAnswer, PairField
    from kobe_desk.ui.field.search import SearchField
    from kobe_desk.ui.field.select import Select
    from kobe_desk.ui.field.ticks import Ticks
    from kobe_desk.ui.field.written import PhoneField, PostalField

__all__ = [
    "CheckBox",
    "Choice",
    "Control",
    "DateField",
    "FormField",
    "MoneyField",
    "Need",
    "NeedsAnAnswer",
    "NumberField",
    "Option",
    "PairField",
    "PhoneField",
    "PostalField",
    "RadioCard",
    "SearchField",
    "Select",
    "TextArea",
    "TextField",
    "Ticks",
]

__getattr__ = offering(
    __name__,
    area="TextArea",
    check="CheckBox",
    choice="Choice Option RadioCard",
    control="Control",
    date="DateField",
    edit="MoneyField NumberField TextField",
    form="FormField Need NeedsAnAnswer PairField",
    search="SearchField",
    select="Select",
    written="PhoneField PostalField",
    ticks="Ticks",
)
