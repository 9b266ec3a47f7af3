"""The packets handed out to helpers, and their hours and honoraria."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "help_packet",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed", sa.String(32), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_help_packet_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_packet")),
    )
    op.create_index(op.f("ix_help_packet_application_id"), "help_packet", ["application_id"], unique=False)
    op.create_table(
        "help_work",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("entry_id", sa.LargeBinary(16), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_help_work_some_time")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_help_work_not_negative")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_help_work_application_id_application")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_help_work_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_work")),
    )
    op.create_index(op.f("ix_help_work_application_id"), "help_work", ["application_id"], unique=False)
    op.create_index(op.f("ix_help_work_entry_id"), "help_work", ["entry_id"], unique=False)
