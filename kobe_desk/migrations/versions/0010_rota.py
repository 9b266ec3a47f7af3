"""Who leads a 班 from when to when, and the order in which the households take their turn."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "area_leader",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("household_id", sa.LargeBinary(16), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_leader")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_area_leader_area_id_area")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_area_leader_person_id_person")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_area_leader_household_id_household")),
        sa.CheckConstraint('"start" < "until"', name=op.f("ck_area_leader_starts_first")),
    )
    op.create_index(op.f("ix_area_leader_area_id"), "area_leader", ["area_id"], unique=False)
    op.create_index(op.f("ix_area_leader_person_id"), "area_leader", ["person_id"], unique=False)
    op.create_table(
        "rota_place",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.LargeBinary(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exempt", sa.String(), nullable=False),
        sa.Column("skip_year", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_place")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_rota_place_household_id_household")),
        sa.UniqueConstraint("household_id", name=op.f("uq_rota_place_household_id")),
    )
    op.create_table(
        "rota_rule",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.LargeBinary(16), nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_rule")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_rota_rule_area_id_area")),
        sa.UniqueConstraint("area_id", name=op.f("uq_rota_rule_area_id")),
        sa.CheckConstraint("age > 0", name=op.f("ck_rota_rule_an_age")),
    )
