"""Papers of later stages are kept and signed; who did not sign, and why; the audit of a year with its signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    for table in ("application_paper", "submission"):
        op.add_column(table, sa.Column("stage", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "paper_decline",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_paper_decline_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_decline")),
    )
    op.create_index(op.f("ix_paper_decline_application_id"), "paper_decline", ["application_id"], unique=False)
    op.create_table(
        "audit_paper",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("auditors", sa.JSON(), nullable=False),
        sa.Column("signed_by", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("figures", sa.String(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.Column("first_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["content"], ["document_content.id"], name=op.f("fk_audit_paper_content_document_content")
        ),
        sa.UniqueConstraint("fiscal_year", "edition", name=op.f("uq_audit_paper_fiscal_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_paper")),
    )
