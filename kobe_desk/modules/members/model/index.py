"""The cards that the list of people is ordered by, and that the words of a search lead to."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base


class PersonIndex(Base):
    """The card index of people: an integer for the search table, and the 五十音 order."""

    __tablename__ = "person_index"
    __table_args__: Any = (
        sa.Index("ix_person_index_sort_key", "sort_key", "doc"),
        {"info": {"recorded": False}},
    )

    doc: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(unique=True)
    sort_key: Mapped[str]
