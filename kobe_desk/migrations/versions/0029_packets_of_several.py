"""A packet for a helper may hold questions of several applications."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("help_packet", sa.Column("places", sa.JSON(), server_default="{}", nullable=False))
