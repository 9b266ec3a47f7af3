"""The stages a grant has gone through, and the entries of the cash book it pays for."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "grant_step",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_grant_step_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_step")),
    )
    op.create_index(op.f("ix_grant_step_application_id"), "grant_step", ["application_id"], unique=False)
    op.create_table(
        "allocation",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("entry_id", sa.LargeBinary(16), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_allocation_positive")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_allocation_application_id_application")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_allocation_entry_id_entry")),
        sa.UniqueConstraint("application_id", "entry_id", name=op.f("uq_allocation_application_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
    )
    op.create_index(op.f("ix_allocation_application_id"), "allocation", ["application_id"], unique=False)
    op.create_index(op.f("ix_allocation_entry_id"), "allocation", ["entry_id"], unique=False)
