"""Meetings and their minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(16), nullable=False),
        sa.Column("ends", sa.String(16), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("notice_sent", sa.Date(), nullable=True),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("secretary", sa.String(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("in_person", sa.Integer(), nullable=False),
        sa.Column("in_writing", sa.Integer(), nullable=False),
        sa.Column("by_proxy", sa.Integer(), nullable=False),
        sa.Column("void_writing", sa.Integer(), nullable=False),
        sa.Column("void_proxy", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_fiscal_year"), "meeting", ["fiscal_year"], unique=False)
    op.create_table(
        "adopted_minutes",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("adopted", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_adopted_minutes_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adopted_minutes")),
        sa.UniqueConstraint("meeting_id", "edition", name=op.f("uq_adopted_minutes_meeting_id")),
    )
    op.create_table(
        "motion",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("discussion", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("unanimous", sa.Boolean(), nullable=False),
        sa.Column("chair_says_yes", sa.Boolean(), nullable=True),
        sa.Column("carried", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_motion_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion")),
        sa.UniqueConstraint("number", name=op.f("uq_motion_number")),
    )
    op.create_index(op.f("ix_motion_meeting_id"), "motion", ["meeting_id"], unique=False)
