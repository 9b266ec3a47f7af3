"""The pages of 名簿."""

from kobe_desk.modules.members.view.areas import AreasPage
from kobe_desk.modules.members.view.home import RosterCard
from kobe_desk.modules.members.view.household import HouseholdPage
from kobe_desk.modules.members.view.household_form import HouseholdFormPage
from kobe_desk.modules.members.view.importing import ImportPage
from kobe_desk.modules.members.view.mapping import ColumnRow
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.modules.members.view.printing import PrintPage
from kobe_desk.modules.members.view.roster import RosterPage

__all__ = [
    "AreasPage",
    "ColumnRow",
    "HouseholdFormPage",
    "HouseholdPage",
    "ImportPage",
    "PersonPage",
    "PrintPage",
    "RosterCard",
    "RosterPage",
]
