"""Several applications can be answered, signed and handed in together (一括申請)."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "bundle",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun", sa.String(32), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("apart", sa.JSON(), nullable=False),
        sa.Column("different", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
    )
    op.create_table(
        "bundle_member",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.LargeBinary(16), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bundle_id"], ["bundle.id"], name=op.f("fk_bundle_member_bundle_id_bundle")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_bundle_member_application_id_application")
        ),
        sa.UniqueConstraint("application_id", name=op.f("uq_bundle_member_application_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle_member")),
    )
    op.create_index(op.f("ix_bundle_member_bundle_id"), "bundle_member", ["bundle_id"], unique=False)
