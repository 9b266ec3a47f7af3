"""Two small tables of the tests' own (a shelf and its books), so that the core is tested without any module."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from kobe_desk.core.change import Edit
from kobe_desk.core.database import Base, Database, Record
from kobe_desk.core.permission import Counter, NoUndo, query, usecase


class Shelf(Record, Base):
    __tablename__ = "zz_shelf"
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(cascade="all, delete-orphan", back_populates="shelf")


class Book(Record, Base):
    __tablename__ = "zz_book"
    title: Mapped[str]
    price: Mapped[int] = mapped_column(default=0)
    shelf_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("zz_shelf.id"))
    batch_id: Mapped[UUID | None]
    shelf: Mapped[Shelf | None] = relationship(back_populates="books")


def make_tables(database: Database) -> None:
    Base.metadata.create_all(database.engine, tables=[Shelf.__table__, Book.__table__])


@usecase(label="Add shelf", needs="shelf.edit")
def add_shelf(session: Session, name: str, titles: tuple[str, ...] = ()) -> UUID:
    shelf = Shelf(name=name, books=[Book(title=title) for title in titles])
    session.add(shelf)
    session.flush()
    return shelf.id


@usecase(label="Rename shelf", needs="shelf.edit")
def rename_shelf(session: Session, key: UUID, name: str) -> None:
    session.get_one(Shelf, key).name = name


@usecase(label="Price books", needs="shelf.edit")
def price_books(session: Session, price: int) -> None:
    for book in session.scalars(sa.select(Book)):
        book.price = price


@usecase(label="Remove shelf", needs="shelf.edit")
def remove_shelf(session: Session, key: UUID) -> None:
    session.delete(session.get_one(Shelf, key))


@usecase(label="Clear out", needs="shelf.edit")
def clear_out(session: Session, key: UUID) -> None:
    shelf = session.get_one(Shelf, key)
    shelf.name = "処分"
    for book in list(shelf.books):
        book.price, book.shelf = 9, None
        session.delete(book)
    session.delete(shelf)


@usecase(label="Fail halfway", needs="shelf.edit")
def fail_halfway(session: Session) -> None:
    session.add(Shelf(name="half"))
    session.flush()
    raise RuntimeError("a bug")


@usecase(label="Import books", needs="shelf.edit")
def import_books(session: Session, titles: Iterable[str], edits: tuple[Edit, ...] = ()) -> None:
    rows = ({"title": title, "price": 0, "shelf_id": None} for title in titles)
    session.info["work"].batch(Book.__table__, rows, edits=edits)


@usecase(label="Buy books", needs="shelf.edit")
def buy_books(session: Session, rows: tuple[dict[str, Any], ...]) -> None:
    session.info["work"].insert(Book.__table__, rows)


@usecase(label="Write past the doors", needs="shelf.edit")
def write_past_the_doors(session: Session) -> None:
    session.execute(sa.update(Book).values(price=9))


@query(needs="shelf.read")
def shelves(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(sa.select(Shelf.name).order_by(Shelf.name)))


@query(needs="shelf.read")
def books(session: Session) -> tuple[tuple[str, int], ...]:
    return tuple((book.title, book.price) for book in session.scalars(sa.select(Book).order_by(Book.title)))


@query(needs="shelf.read")
def ask_and_write(session: Session) -> None:
    session.execute(sa.text("DELETE FROM zz_book"))


@usecase(label="Void shelf", needs="shelf.edit")
def void_shelf(session: Session, key: UUID) -> None:
    shelf = session.get_one(Shelf, key)
    shelf.name = f"{shelf.name} (void)"


@usecase(label="Number shelf", needs="shelf.edit", undo=Counter(void_shelf))
def number_shelf(session: Session, name: str) -> UUID:
    return add_shelf(session, name)


@usecase(label="Burn shelf", needs="shelf.edit", undo=NoUndo("This cannot be undone."))
def burn_shelf(session: Session, key: UUID) -> None:
    remove_shelf(session, key)
