"""Applications for subsidies."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("programme_version", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("begun", sa.String(32), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_index(op.f("ix_application_programme_id"), "application", ["programme_id"], unique=False)
    op.create_table(
        "own_programme",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("confirmed", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_programme")),
        sa.UniqueConstraint("programme_id", "fiscal_year", name=op.f("uq_own_programme_programme_id")),
    )
    op.create_table(
        "paper_content",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_content")),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_hash", sa.String(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_answer_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("application_id", "field", "row_key", name=op.f("uq_answer_application_id")),
    )
    op.create_index(op.f("ix_answer_application_id"), "answer", ["application_id"], unique=False)
    op.create_table(
        "application_paper",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("signed_by", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.Column("first_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_paper_application_id_application")
        ),
        sa.ForeignKeyConstraint(
            ["content"], ["paper_content.id"], name=op.f("fk_application_paper_content_paper_content")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_paper")),
    )
    op.create_index(op.f("ix_application_paper_application_id"), "application_paper", ["application_id"], unique=False)
    op.create_table(
        "enclosure",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("attachment", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_enclosure_application_id_application")
        ),
        sa.ForeignKeyConstraint(["content"], ["paper_content.id"], name=op.f("fk_enclosure_content_paper_content")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enclosure")),
    )
    op.create_index(op.f("ix_enclosure_application_id"), "enclosure", ["application_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_submission_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_application_id"), "submission", ["application_id"], unique=False)
