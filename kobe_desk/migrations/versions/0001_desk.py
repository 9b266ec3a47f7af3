"""The desk itself: audit, drafts, numbers, batches."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slot", name=op.f("pk_actor")),
    )
    op.create_table(
        "audit_line",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("wall", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("usecase", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("rows", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_line")),
    )
    op.create_table(
        "batch_before",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_batch_before")),
    )
    op.create_index(op.f("ix_batch_before_batch_id"), "batch_before", ["batch_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cursor", sa.Integer(), nullable=False),
        sa.Column("saved", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("page", "record", name=op.f("pk_draft")),
    )
    op.create_table(
        "number_series",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "audit_payload",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sequence"], ["audit_line.sequence"], name=op.f("fk_audit_payload_sequence_audit_line")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_payload")),
    )
