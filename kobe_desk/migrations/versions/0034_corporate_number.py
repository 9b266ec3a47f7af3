"""The corporate number (法人番号) of the association."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("association", sa.Column("corporate_number", sa.String(), server_default="", nullable=False))
