"""What the notice of a meeting says in the secretary's own words."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("meeting", sa.Column("wording", sa.JSON(), nullable=False, server_default="{}"))
