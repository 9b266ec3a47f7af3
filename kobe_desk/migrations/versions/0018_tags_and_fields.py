"""Tags, skills, and fields of the association's own; words and era of a file are remembered with its columns."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("import_mapping", sa.Column("words", sa.JSON(), nullable=True))
    op.add_column("import_mapping", sa.Column("era", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "tag",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
    )
    op.create_table(
        "own_field",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_field")),
    )
    op.create_table(
        "tagging",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.LargeBinary(16), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=True),
        sa.Column("household_id", sa.LargeBinary(16), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (household_id IS NULL)", name=op.f("ck_tagging_of_one")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_tagging_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tagging_person_id_person")),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_tagging_tag_id_tag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tagging")),
    )
    op.create_index(op.f("ix_tagging_household_id"), "tagging", ["household_id"], unique=False)
    op.create_index(op.f("ix_tagging_person_id"), "tagging", ["person_id"], unique=False)
    op.create_index(op.f("ix_tagging_tag_id"), "tagging", ["tag_id"], unique=False)
    op.create_table(
        "own_value",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.LargeBinary(16), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=True),
        sa.Column("household_id", sa.LargeBinary(16), nullable=True),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (household_id IS NULL)", name=op.f("ck_own_value_of_one")),
        sa.ForeignKeyConstraint(["field_id"], ["own_field.id"], name=op.f("fk_own_value_field_id_own_field")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_own_value_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_own_value_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_value")),
    )
    op.create_index(op.f("ix_own_value_field_id"), "own_value", ["field_id"], unique=False)
    op.create_index(op.f("ix_own_value_household_id"), "own_value", ["household_id"], unique=False)
    op.create_index(op.f("ix_own_value_person_id"), "own_value", ["person_id"], unique=False)
