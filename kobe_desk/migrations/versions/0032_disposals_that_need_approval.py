"""A disposal that is wanted: its kind and day, what comes in, what is paid back, and the day it was approved."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("asset", sa.Column("disposal_kind", sa.String(), server_default="", nullable=False))
    op.add_column("asset", sa.Column("disposal_planned", sa.Date(), nullable=True))
    op.add_column("asset", sa.Column("proceeds", sa.Integer(), nullable=True))
    op.add_column("asset", sa.Column("pay_back", sa.Integer(), nullable=True))
    op.add_column("asset", sa.Column("approved", sa.Date(), nullable=True))
