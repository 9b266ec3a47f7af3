"""A paper may be enclosed at a later stage of a grant, at its place among the others there."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("enclosure", sa.Column("stage", sa.String(), server_default="", nullable=False))
    op.add_column("enclosure", sa.Column("position", sa.Integer(), server_default="0", nullable=False))
