"""Bookings, meetings and applications point to an event, and an event has its photos."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_TIES = ("booking", "meeting", "application")


def upgrade() -> None:
    for owner in _TIES:
        table = f"{owner}_event"
        op.create_table(
            table,
            sa.Column("id", sa.LargeBinary(16), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column(f"{owner}_id", sa.LargeBinary(16), nullable=False),
            sa.Column("event_id", sa.LargeBinary(16), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{table}_{owner}_id_{owner}")),
            sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f(f"fk_{table}_event_id_event")),
            sa.UniqueConstraint(f"{owner}_id", name=op.f(f"uq_{table}_{owner}_id")),
        )
        op.create_index(op.f(f"ix_{table}_event_id"), table, ["event_id"], unique=False)
    op.create_table(
        "event_picture",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_picture")),
    )
    op.create_table(
        "event_photo",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.LargeBinary(16), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.Column("small", sa.LargeBinary(16), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("taken", sa.Date(), nullable=True),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("consent_note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_photo")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_photo_event_id_event")),
        sa.ForeignKeyConstraint(["content"], ["event_picture.id"], name=op.f("fk_event_photo_content_event_picture")),
        sa.ForeignKeyConstraint(["small"], ["event_picture.id"], name=op.f("fk_event_photo_small_event_picture")),
    )
    op.create_index(op.f("ix_event_photo_event_id"), "event_photo", ["event_id"], unique=False)
