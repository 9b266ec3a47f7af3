"""What the controllers of a meeting's stages have in common."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.errors import UserError
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.ui.desk import Desk


class ShowsRefusal(Protocol):
    """A part of the page; False when the refusal belongs to none of its fields."""

    def show_refusal(self, error: UserError) -> bool: ...


P = TypeVar("P", bound=ShowsRefusal)


class Stage(QObject, Generic[P]):
    """One stage of a meeting: a child of the page, told of the meeting whenever it has changed."""

    def __init__(self, desk: Desk, page: QObject, part: P) -> None:
        super().__init__(page)
        self.desk, self.part = desk, part
        self.row: MeetingRow | None = None

    @property
    def key(self) -> UUID | None:
        return self.row.id if self.row else None

    def show(self, row: MeetingRow) -> None:
        """The meeting as it stands now, when the stage is in sight; it asks for what else it shows."""
        self.row = row

    def do(self, usecase: Callable[..., Any], *args: Any, then: Callable[[Any], object] | None = None) -> None:
        self.desk.do(usecase, *args, then=then, refused=self.refused)

    def refused(self, error: UserError) -> None:
        """At its field, or in the strip."""
        if not self.part.show_refusal(error):
            self.desk.refused.emit(error)
