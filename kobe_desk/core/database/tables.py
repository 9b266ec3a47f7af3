"""The column types and base classes of all tables, and where they are all found."""

from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from kobe_desk.core.ids import new_id
from kobe_desk.modules import MODULES


class Uuid(sa.types.TypeDecorator[UUID]):
    """A UUID as 16 bytes inside, as `uuid.UUID` outside."""

    impl = sa.LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: sa.Dialect) -> bytes | None:  # noqa: ARG002
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> UUID | None:  # noqa: ARG002
        return None if value is None else UUID(bytes=value)


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A fact's moment: aware, kept as ISO text in UTC."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a fact's moment has a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


class WallTime(sa.types.TypeDecorator[datetime]):
    """The time on the wall in Kobe: naive, kept as ISO text to the minute."""

    impl = sa.String(16)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is not None:
            raise ValueError("a time on the wall has no zone")
        return value.isoformat(timespec="minutes")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """Every table of every module. A table whose `info["recorded"]` is False is not undone and not audited by row."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        UUID: Uuid(),
        date: sa.Date(),
        bytes: sa.LargeBinary(),
        dict[str, Any]: sa.JSON(),
        list[Any]: sa.JSON(),
    }


UNRECORDED: dict[str, Any] = {"info": {"recorded": False}}
"""Table arguments of the few tables that stand outside undo (audit, drafts, number series, search)."""
CONTENTS: dict[str, Any] = {"info": {"recorded": False, "content": True}}
"""Table arguments of contents that are written once: what no row points to any more is erased at closing."""


class Record:
    """What every recorded table has: a key made here, and a version that refuses a stale save."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-2)
    version: Mapped[int] = mapped_column(nullable=False, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}


def recorded(table: sa.Table) -> bool:
    return bool(table.info.get("recorded", True))


@cache
def load_models() -> sa.MetaData:
    """Import every module's tables: a change and its undo need all of them, a question only those it names, so that
    the first page need not wait for the others. Returns the metadata that the migrations must equal.
    """
    for core in ("audit", "drafts", "numbers"):
        import_module(f"kobe_desk.core.{core}")
    for module in MODULES:
        model = import_module(f"kobe_desk.modules.{module}.model")
        for part in iter_modules(getattr(model, "__path__", ())):
            import_module(f"{model.__name__}.{part.name}")
    return Base.metadata


def is_recorded(name: str) -> bool:
    """Whether this is a table under undo. A name not met yet may belong to a module that is not imported yet."""
    known = Base.metadata.tables
    table = known.get(name) if name in known else load_models().tables.get(name)
    return table is not None and recorded(table)
