"""The sealed drawer (封): who opens it, what lies in it, and what becomes of it.

Everything here that shows or writes a sealed row needs the open drawer (`session.info["drawer"]`); the tables, the
audit, an undo and every copy hold sealed bytes only.
"""

from kobe_desk.modules.members.usecases.sealed.entries import (
    ListRequest,
    SealedEntry,
    SealedListRow,
    SealedPersonRow,
    add_sealed,
    add_sealed_list,
    dispose_sealed_list,
    edit_sealed,
    edit_sealed_list,
    remove_sealed,
    sealed_from_roster,
    sealed_lists,
    sealed_people,
)
from kobe_desk.modules.members.usecases.sealed.keys import (
    DrawerLine,
    drawer_log,
    drawer_status,
    end_drawer,
    give_drawer,
    make_drawer,
    new_drawer_code,
    note_wrong_try,
    open_drawer,
    open_drawer_by_code,
    shut_drawer,
)
from kobe_desk.modules.members.usecases.sealed.printing import SafetySheet, print_safety_sheet
from kobe_desk.modules.members.usecases.sealed.showing import DisclosedEntry, disclose_sealed

__all__ = [
    "DisclosedEntry",
    "DrawerLine",
    "ListRequest",
    "SafetySheet",
    "SealedEntry",
    "SealedListRow",
    "SealedPersonRow",
    "add_sealed",
    "add_sealed_list",
    "disclose_sealed",
    "dispose_sealed_list",
    "drawer_log",
    "drawer_status",
    "edit_sealed",
    "edit_sealed_list",
    "end_drawer",
    "give_drawer",
    "make_drawer",
    "new_drawer_code",
    "note_wrong_try",
    "open_drawer",
    "open_drawer_by_code",
    "print_safety_sheet",
    "remove_sealed",
    "sealed_from_roster",
    "sealed_lists",
    "sealed_people",
    "shut_drawer",
]
