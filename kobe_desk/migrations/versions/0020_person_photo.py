"""The photo of a person, and the half of a key that goes with each person whose entry may lie in the sealed drawer."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "person_photo",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_photo")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_photo_person_id_person")),
        sa.UniqueConstraint("person_id", name=op.f("uq_person_photo_person_id")),
    )
    op.create_table(
        "seal_half",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("half", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_half")),
    )
    op.create_index(op.f("ix_seal_half_person_id"), "seal_half", ["person_id"], unique=False)
