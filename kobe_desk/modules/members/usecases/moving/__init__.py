"""What happens to households and people from a day on (異動): planned, shown with everybody it touches, then done."""

from kobe_desk.modules.members.usecases.moving.addresses import (
    AddressRequest,
    Scope,
    WhoMovesMissing,
    change_address,
    preview_address,
)
from kobe_desk.modules.members.usecases.moving.homes import (
    HeadRequest,
    MergeRequest,
    NobodyStays,
    OneHousehold,
    SplitRequest,
    change_head,
    merge_households,
    preview_head,
    preview_merge,
    preview_split,
    split_household,
)
from kobe_desk.modules.members.usecases.moving.joining import MoveInRequest, move_in, preview_move_in
from kobe_desk.modules.members.usecases.moving.leaving import (
    DeathRequest,
    MoveOutRequest,
    TermsRunOn,
    move_out,
    preview_death,
    preview_move_out,
    record_death,
)
from kobe_desk.modules.members.usecases.moving.plan import (
    HeadMissing,
    NobodyChosen,
    NotMemberThen,
    StillMember,
    TouchedRow,
)

__all__ = [
    "AddressRequest",
    "DeathRequest",
    "HeadMissing",
    "HeadRequest",
    "MergeRequest",
    "MoveInRequest",
    "MoveOutRequest",
    "NobodyChosen",
    "NobodyStays",
    "NotMemberThen",
    "OneHousehold",
    "Scope",
    "SplitRequest",
    "StillMember",
    "TermsRunOn",
    "TouchedRow",
    "WhoMovesMissing",
    "change_address",
    "change_head",
    "merge_households",
    "move_in",
    "move_out",
    "preview_address",
    "preview_death",
    "preview_head",
    "preview_merge",
    "preview_move_in",
    "preview_move_out",
    "preview_split",
    "record_death",
    "split_household",
]
