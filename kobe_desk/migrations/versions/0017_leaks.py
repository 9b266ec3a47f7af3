"""What was lost or seen by others, and who was told."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "leak",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("found", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("harm", sa.Boolean(), nullable=False),
        sa.Column("malice", sa.Boolean(), nullable=False),
        sa.Column("encrypted", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("first_report", sa.Date(), nullable=True),
        sa.Column("full_report", sa.Date(), nullable=True),
        sa.Column("people_told", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leak")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_leak_not_negative")),
    )
