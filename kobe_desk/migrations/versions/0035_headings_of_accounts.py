"""Which heading of a programme each account of the cash book goes to, as somebody set it."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "account_heading",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.UniqueConstraint("programme_id", "account_id", name=op.f("uq_account_heading_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_heading")),
    )
