"""班 and ブロック as people name them: 東 and 西 may each have a 1班."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.modules.members.model import Area
from kobe_desk.modules.members.rules.identity import area_key, area_parts, area_path, area_title


def told_apart() -> sa.ColumnElement[str]:
    """The name of an `Area` in a row: with its ブロック before it where another has the same name."""
    block, other = sa.orm.aliased(Area), sa.orm.aliased(Area)
    shared = sa.select(other.name).group_by(other.name).having(sa.func.count() > 1)  # asked once, not for each row
    within = sa.select(block.name).where(block.id == Area.parent_id).scalar_subquery()
    return sa.case(
        (sa.and_(Area.parent_id.is_not(None), Area.name.in_(shared)), within + "　" + Area.name), else_=Area.name
    )


class AreaNames:
    """The areas of the desk by their names, alone or with the ブロック before them."""

    def __init__(self, session: Session) -> None:
        block = sa.orm.aliased(Area)
        statement = sa.select(Area.id, Area.name, block.name).outerjoin(block, block.id == Area.parent_id)
        self._known = [(key, name, parent or "") for key, name, parent in session.execute(statement)]
        self._keys: dict[str, UUID] = {}
        named: dict[str, list[UUID]] = {}
        for key, name, parent in self._known:
            named.setdefault(area_key(name), []).append(key)
            for whole in (area_path(parent, name), parent + name) if parent else ():
                self._keys[area_key(whole)] = key
        outside = {area_key(name): key for key, name, parent in self._known if not parent}
        alone = {name: keys[0] for name, keys in named.items() if len(keys) == 1}
        self._keys = {**self._keys, **alone, **outside}
        self._unclear = named.keys() - alone.keys() - outside.keys()

    def get(self, name: str) -> UUID | None:
        """The area somebody means; None where there is none, and where it is unclear which."""
        return self._keys.get(area_key(name))

    def unclear(self, name: str) -> bool:
        """Whether several ブロック have a 班 of this name, and it is not said which is meant."""
        return bool(self._unclear) and area_key(name) in self._unclear

    def shown(self) -> dict[UUID, str]:
        """Each as a list shows it: with its ブロック where the name alone would not tell which."""
        return {key: name if self.get(name) == key else area_title(parent, name) for key, name, parent in self._known}


class KnownAreas:
    """The areas a file names, made where the desk has none."""

    def __init__(self, session: Session, ids: Iterator[bytes]) -> None:
        self._names, self._ids = AreaNames(session), ids
        self._found: dict[str, bytes] = {}
        self._fresh: dict[str, bytes] = {}
        self._positions: dict[str, int] = {}
        self._next = (session.scalar(sa.select(sa.func.max(Area.position))) or 0) + 1
        self.made: list[dict[str, Any]] = []
        """New rows, a ブロック before what stands in it."""

    def unclear(self, path: str) -> bool:
        """Whether the file names a 班 that several ブロック have, and not the ブロック."""
        return self._names.unclear(path)

    def find(self, path: str) -> bytes | None:
        """The 班 of this name, made if need be; None without a name, and where it is unclear which is meant."""
        return self._find(path, "") if path and not self.unclear(path) else None

    def _find(self, path: str, group: str) -> bytes:
        found = self._found.get(path)
        if found is None:
            known = self._names.get(path)
            found = self._found[path] = known.bytes if known else self._made(path, group)
        return found

    def _made(self, path: str, group: str) -> bytes:
        """A new one, with its ブロック. A ブロック and what stands in it share a position: their names order them."""
        same = area_key(path)
        if same in self._fresh:
            return self._fresh[same]
        block, name = area_parts(path)
        group = block or group
        parent = self._find(block, block) if block else None
        key = self._fresh[same] = next(self._ids)
        if group not in self._positions:
            self._positions[group] = self._next
            self._next += 1
        within = UUID(bytes=parent) if parent else None
        self.made.append({"id": key, "name": name, "position": self._positions[group], "parent_id": within})
        return key
