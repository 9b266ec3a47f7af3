"""The register of things bought with a grant."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "asset",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("bought", sa.Date(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=True),
        sa.Column("entry_id", sa.LargeBinary(16), nullable=True),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("keeper", sa.String(), nullable=False),
        sa.Column("life", sa.Integer(), nullable=True),
        sa.Column("limit", sa.Date(), nullable=True),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.Column("check_note", sa.String(), nullable=False),
        sa.Column("check_next", sa.Date(), nullable=True),
        sa.Column("disposed", sa.Date(), nullable=True),
        sa.Column("disposal_reason", sa.String(), nullable=False),
        sa.Column("approval", sa.String(), nullable=False),
        sa.CheckConstraint("price > 0", name=op.f("ck_asset_positive")),
        sa.CheckConstraint("share >= 0 AND share <= price", name=op.f("ck_asset_share_within_price")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_asset_application_id_application")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_asset_entry_id_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_asset_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    op.create_index(op.f("ix_asset_application_id"), "asset", ["application_id"], unique=False)
    op.create_index(op.f("ix_asset_entry_id"), "asset", ["entry_id"], unique=False)
