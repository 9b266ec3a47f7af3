"""The life of a grant after it was applied for: its stages, the costs it pays, the papers that came back."""

from kobe_desk.modules.subsidies.usecases.granting.costs import allocate, take_allocation_out
from kobe_desk.modules.subsidies.usecases.granting.facts import (
    RETURNED,
    AllocatedAlready,
    FreeEntry,
    GrantDue,
    GrantRow,
    NoExpense,
    NotedLater,
    NotHandedIn,
    NothingNoted,
    NothingToAllocate,
    NotTheNextStage,
    ReceiptCopy,
    SpentRow,
    StageRow,
    TiedEvent,
)
from kobe_desk.modules.subsidies.usecases.granting.papers import (
    keep_later_papers,
    later_package_order,
    later_signing,
    later_signing_order,
    record_later_package,
)
from kobe_desk.modules.subsidies.usecases.granting.reading import grant, grant_dues
from kobe_desk.modules.subsidies.usecases.granting.spent import receipt_copies
from kobe_desk.modules.subsidies.usecases.granting.steps import keep_next_day, keep_returned, note_step, take_step_back

__all__ = (
    "RETURNED",
    "AllocatedAlready",
    "FreeEntry",
    "GrantDue",
    "GrantRow",
    "NoExpense",
    "NotHandedIn",
    "NotTheNextStage",
    "NotedLater",
    "NothingNoted",
    "NothingToAllocate",
    "ReceiptCopy",
    "SpentRow",
    "StageRow",
    "TiedEvent",
    "allocate",
    "grant",
    "grant_dues",
    "keep_later_papers",
    "keep_next_day",
    "keep_returned",
    "later_package_order",
    "later_signing",
    "later_signing_order",
    "note_step",
    "receipt_copies",
    "record_later_package",
    "take_allocation_out",
    "take_step_back",
)
