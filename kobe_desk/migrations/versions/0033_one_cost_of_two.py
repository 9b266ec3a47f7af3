"""What somebody said of two lines that may be one cost: other costs, or one that is shared."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "cost_answer",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("other_id", sa.LargeBinary(16), nullable=False),
        sa.Column("other_row", sa.String(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("whole > 0", name=op.f("ck_cost_answer_some_cost")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_cost_answer_application_id_application")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["application.id"], name=op.f("fk_cost_answer_other_id_application")),
        sa.UniqueConstraint(
            "application_id", "row_key", "other_id", "other_row", name=op.f("uq_cost_answer_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_answer")),
    )
    op.create_index(op.f("ix_cost_answer_application_id"), "cost_answer", ["application_id"], unique=False)
    op.create_index(op.f("ix_cost_answer_other_id"), "cost_answer", ["other_id"], unique=False)
