"""班長: who leads each 班 by term, whose turn comes next, and who is passed over (輪番・免除・見送り)."""

from kobe_desk.modules.members.usecases.rota.leading import (
    appoint_in_turn,
    appoint_leader,
    end_leader,
    remove_leader,
)
from kobe_desk.modules.members.usecases.rota.listing import LeaderLine, leader_list, turns_on
from kobe_desk.modules.members.usecases.rota.reading import (
    all_turns,
    leader_terms,
    leaders_on,
    turns_of,
)
from kobe_desk.modules.members.usecases.rota.rows import (
    AgeOutOfRange,
    LeaderEndsEarly,
    LeaderOverlaps,
    LeaderRow,
    NobodyInTurn,
    ReasonMissing,
    Rota,
    TurnRow,
)
from kobe_desk.modules.members.usecases.rota.turns import (
    back_into_turns,
    exempt_from_turns,
    order_turns,
    set_turn_age,
    skip_turn,
)

__all__ = [
    "appoint_in_turn",
    "appoint_leader",
    "end_leader",
    "remove_leader",
    "all_turns",
    "leader_list",
    "leader_terms",
    "leaders_on",
    "turns_of",
    "turns_on",
    "AgeOutOfRange",
    "LeaderEndsEarly",
    "LeaderOverlaps",
    "LeaderLine",
    "LeaderRow",
    "NobodyInTurn",
    "ReasonMissing",
    "Rota",
    "TurnRow",
    "back_into_turns",
    "exempt_from_turns",
    "order_turns",
    "set_turn_age",
    "skip_turn",
]
