"""The notes and coins that were counted are kept with the day and the month they were counted for."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    for table in ("day_closing", "month_closing"):
        op.add_column(table, sa.Column("pieces", sa.JSON(), nullable=False, server_default="{}"))
