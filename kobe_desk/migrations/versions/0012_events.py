"""What an association does together: who helps, who came, the insurance."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.String(16), nullable=False),
        sa.Column("end", sa.String(16), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("insurance", sa.String(), nullable=False),
        sa.Column("insured", sa.Integer(), nullable=True),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("cancelled", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.CheckConstraint('"start" < "end"', name=op.f("ck_event_starts_first")),
        sa.CheckConstraint("insured IS NULL OR insured >= 0", name=op.f("ck_event_not_negative")),
    )
    op.create_index(op.f("ix_event_start"), "event", ["start"], unique=False)
    op.create_table(
        "event_staff",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_staff")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_staff_event_id_event")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_event_staff_person_id_person")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_event_staff_event_id")),
    )
    op.create_index(op.f("ix_event_staff_person_id"), "event_staff", ["person_id"], unique=False)
    op.create_table(
        "event_count",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.LargeBinary(16), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_count")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_count_event_id_event")),
        sa.UniqueConstraint("event_id", "band", name=op.f("uq_event_count_event_id")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_event_count_not_negative")),
    )
