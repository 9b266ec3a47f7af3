"""A paper that goes with an application may belong to one line of a table (見積書 at its line)."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("enclosure", sa.Column("row_key", sa.String(), server_default="", nullable=False))
