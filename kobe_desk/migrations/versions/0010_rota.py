"""Which 班 a leader leads, and the order in which the households take their turn."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    _let_a_term_name_its_area()
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


def _let_a_term_name_its_area() -> None:
    """SQLite adds no reference to a table that is there: it is made anew with its rows."""
    op.create_table(
        "office_term_new",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.Column("area_id", sa.LargeBinary(16), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_term")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_office_term_person_id_person")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_term_office_id_office")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_office_term_area_id_area")),
        sa.CheckConstraint('"until" IS NULL OR "start" < "until"', name=op.f("ck_office_term_starts_first")),
    )
    columns = "id, version, person_id, office_id, start, until, batch_id"
    op.execute(f"INSERT INTO office_term_new ({columns}) SELECT {columns} FROM office_term")  # noqa: S608
    op.drop_table("office_term")
    op.rename_table("office_term_new", "office_term")
    op.create_index(op.f("ix_office_term_person_id"), "office_term", ["person_id"], unique=False)
    op.create_index(op.f("ix_office_term_office_id"), "office_term", ["office_id"], unique=False)
