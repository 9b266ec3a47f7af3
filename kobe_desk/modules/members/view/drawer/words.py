"""The words of an entry in the drawer, and its form."""

from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import SEXES
from kobe_desk.ui.field import DateField, FormField, Need, Select, TextArea, TextField
from kobe_desk.ui.form import Form

ENTRY = {
    "name": N_("Full name"),
    "kana": N_("Reading"),
    "birth": N_("Birth date"),
    "sex": N_("Sex"),
    "address": N_("Address"),
    "phone": N_("Telephone"),
    "reason": N_("Why help is needed"),
    "contact": N_("Whom to call"),
    "helpers": N_("Who comes to help"),
    "refuge": N_("Where to go"),
    "notes": N_("Notes"),
}
"""What an entry holds, in the order of the form, the screen and the paper."""
EMPTY = dict.fromkeys(ENTRY, "") | {"birth": None}
LIST_KINDS = {
    "support": N_("People who need help in a disaster"),
    "care": N_("Matters that need special care"),
}


def entry_form(lists: Select) -> Form:
    """The list an entry goes into, and every item of it."""
    optional, words = Need.OPTIONAL, {key: _(word) for key, word in ENTRY.items()}
    return Form(
        {
            "list": FormField(_("Into which list"), lists, Need.UNSAID),
            "name": FormField(words["name"], TextField(260)),
            "kana": FormField(words["kana"], TextField(260), optional),
            "birth": FormField(words["birth"], DateField("昭和"), optional),
            "sex": FormField(words["sex"], Select([(key, _(word)) for key, word in SEXES], 140), Need.UNSAID),
            "address": FormField(words["address"], TextField(420), optional),
            "phone": FormField(words["phone"], TextField(260), optional),
            "reason": FormField(
                words["reason"], TextArea(2, 420), optional, _("Such as a wheelchair, oxygen, hard of hearing.")
            ),
            "contact": FormField(words["contact"], TextField(420), optional, _("Name, relation, telephone.")),
            "helpers": FormField(words["helpers"], TextField(420), optional),
            "refuge": FormField(words["refuge"], TextField(420), optional),
            "notes": FormField(words["notes"], TextArea(2, 420), optional),
        }
    )
