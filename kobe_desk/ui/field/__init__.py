"""Everything a person fills in."""

from kobe_desk.ui.field.area import TextArea
from kobe_desk.ui.field.check import CheckBox
from kobe_desk.ui.field.choice import Choice, Option, RadioCard
from kobe_desk.ui.field.control import Control
from kobe_desk.ui.field.date import DateField
from kobe_desk.ui.field.edit import MoneyField, NumberField, PhoneField, PostalField, TextField
from kobe_desk.ui.field.form import FormField, Need, NeedsAnAnswer, PairField
from kobe_desk.ui.field.search import SearchField
from kobe_desk.ui.field.select import Select

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
]
