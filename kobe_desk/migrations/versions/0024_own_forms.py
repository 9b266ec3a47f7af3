"""The funders' own forms, and the boxes laid on them."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "own_form",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("programme_version", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.Column("sizes", sa.JSON(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_form")),
        sa.ForeignKeyConstraint(["content"], ["paper_content.id"], name=op.f("fk_own_form_content_paper_content")),
        sa.UniqueConstraint("programme_id", "programme_version", "form", name=op.f("uq_own_form_programme_id")),
    )
