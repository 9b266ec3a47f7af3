"""Signing keys on tokens and cards beside those in files."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("officer_key", sa.Column("kind", sa.String(), nullable=False, server_default="file"))
    op.add_column("officer_key", sa.Column("issued_here", sa.Boolean(), nullable=False, server_default=sa.true()))
