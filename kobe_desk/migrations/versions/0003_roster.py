"""The roster, and the index people are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# The index people are found by, and the triggers that keep it in step, as they were in this step.
SEARCH = (
    """CREATE VIRTUAL TABLE person_search USING fts5(
  words, place, content='', contentless_delete=1, tokenize='ascii')""",
    """CREATE TRIGGER person_search_added AFTER INSERT ON person WHEN NOT EXISTS (SELECT 1 FROM person_index_pause) BEGIN
  INSERT INTO person_index (person_id, sort_key) VALUES (NEW.id, NEW.sort_key);
  INSERT INTO person_search (rowid, words, place) VALUES (last_insert_rowid(), search_tokens(NEW.name, NEW.kana, NEW.mail, NEW.number) || ' ' || search_number_tokens(NEW.phone, NEW.mobile), coalesce((SELECT search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) FROM household WHERE id = NEW.household_id), ''));
END""",
    """CREATE TRIGGER person_search_changed
AFTER UPDATE OF name, kana, mail, number, phone, mobile, sort_key, household_id ON person BEGIN
  UPDATE person_index SET sort_key = NEW.sort_key WHERE person_id = NEW.id;
  UPDATE person_search SET words = search_tokens(NEW.name, NEW.kana, NEW.mail, NEW.number) || ' ' || search_number_tokens(NEW.phone, NEW.mobile), place = coalesce((SELECT search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) FROM household WHERE id = NEW.household_id), '')
  WHERE rowid = (SELECT doc FROM person_index WHERE person_id = NEW.id);
END""",
    """CREATE TRIGGER person_search_removed AFTER DELETE ON person WHEN NOT EXISTS (SELECT 1 FROM person_index_pause) BEGIN
  DELETE FROM person_search WHERE rowid = (SELECT doc FROM person_index WHERE person_id = OLD.id);
  DELETE FROM person_index WHERE person_id = OLD.id;
END""",
    """CREATE TRIGGER household_search_added AFTER INSERT ON household
WHEN NOT EXISTS (SELECT 1 FROM person_index_pause) AND EXISTS (SELECT 1 FROM person WHERE household_id = NEW.id) BEGIN
  UPDATE person_search SET place = search_tokens(NEW.address, NEW.building) || ' ' || search_number_tokens(NEW.postal_code, NEW.phone), words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) FROM person_index
    JOIN person ON person.id = person_index.person_id WHERE person_index.doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person JOIN person_index ON person_id = person.id WHERE household_id = NEW.id);
END""",
    """CREATE TRIGGER household_search_changed
AFTER UPDATE OF address, building, postal_code, phone ON household BEGIN
  UPDATE person_search SET place = search_tokens(NEW.address, NEW.building) || ' ' || search_number_tokens(NEW.postal_code, NEW.phone), words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) FROM person_index
    JOIN person ON person.id = person_index.person_id WHERE person_index.doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person JOIN person_index ON person_id = person.id WHERE household_id = NEW.id);
END""",
)


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.LargeBinary(16), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
    )
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("headings", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("headings", name=op.f("uq_import_mapping_headings")),
    )
    op.create_table(
        "person_index",
        sa.Column("doc", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("doc", name=op.f("pk_person_index")),
        sa.UniqueConstraint("person_id", name=op.f("uq_person_index_person_id")),
    )
    op.create_index("ix_person_index_sort_key", "person_index", ["sort_key", "doc"], unique=False)
    op.create_table(
        "person_index_pause",
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("last", name=op.f("pk_person_index_pause")),
    )
    op.create_table(
        "household",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("area_id", sa.LargeBinary(16), nullable=True),
        sa.Column("house_number", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("building", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("joined", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.CheckConstraint(
            '"joined" IS NULL OR "until" IS NULL OR "joined" < "until"', name=op.f("ck_household_joins_first")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_household_area_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    op.create_index(op.f("ix_household_area_id"), "household", ["area_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("birth_part", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("household_id", sa.LargeBinary(16), nullable=True),
        sa.Column("head", sa.Boolean(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("joined", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.CheckConstraint(
            '"joined" IS NULL OR "until" IS NULL OR "joined" < "until"', name=op.f("ck_person_joins_first")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_person_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_household_id"), "person", ["household_id"], unique=False)
    op.create_table(
        "office_term",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.CheckConstraint('"until" IS NULL OR "start" < "until"', name=op.f("ck_office_term_starts_first")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_term_office_id_office")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_office_term_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_term")),
    )
    op.create_index(op.f("ix_office_term_office_id"), "office_term", ["office_id"], unique=False)
    op.create_index(op.f("ix_office_term_person_id"), "office_term", ["person_id"], unique=False)

    for statement in SEARCH:
        op.execute(statement)
