"""What a programme of one's own was made from, its examples, where it came from, and the funder's papers in it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("own_programme", sa.Column("before", sa.String(), nullable=False, server_default=""))
    op.add_column("own_programme", sa.Column("examples", sa.JSON(), nullable=True))
    op.add_column("own_programme", sa.Column("origin", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("own_programme", sa.Column("given", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "own_programme_form",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("own_programme_id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_programme_form")),
        sa.ForeignKeyConstraint(
            ["own_programme_id"],
            ["own_programme.id"],
            name=op.f("fk_own_programme_form_own_programme_id_own_programme"),
        ),
        sa.ForeignKeyConstraint(
            ["content"], ["paper_content.id"], name=op.f("fk_own_programme_form_content_paper_content")
        ),
    )
    op.create_index(
        op.f("ix_own_programme_form_own_programme_id"), "own_programme_form", ["own_programme_id"], unique=False
    )
