"""The sealed drawer: lists that were received under seal, and their rows."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "sealed_list",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("return_by", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_list")),
        sa.CheckConstraint('"closed" IS NULL OR "received" <= "closed"', name=op.f("ck_sealed_list_received_first")),
    )
    op.create_table(
        "sealed_row",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.LargeBinary(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_row")),
        sa.ForeignKeyConstraint(["list_id"], ["sealed_list.id"], name=op.f("fk_sealed_row_list_id_sealed_list")),
    )
    op.create_index(op.f("ix_sealed_row_list_id"), "sealed_row", ["list_id"], unique=False)
