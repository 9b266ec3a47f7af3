"""Dated facts, dues, consents and records of rosters given away; former names are found as well."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# The triggers that keep the index of people in step, as they are from this step on.
BEFORE = (
    "person_search_added", "person_search_changed", "person_search_removed", "household_search_added",
    "household_search_changed",
)  # fmt: skip
TRIGGERS = (
    """CREATE TRIGGER person_search_added AFTER INSERT ON person WHEN NOT EXISTS (SELECT 1 FROM person_index_pause) BEGIN
  INSERT INTO person_index (person_id, sort_key) VALUES (NEW.id, NEW.sort_key);
  INSERT INTO person_search (rowid, words, place) VALUES (last_insert_rowid(), search_tokens(NEW.name, NEW.kana, NEW.mail, NEW.number) || ' ' || search_number_tokens(NEW.phone, NEW.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(name, kana), '') FROM person_before WHERE person_id = NEW.id), ''), coalesce((SELECT search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') FROM household WHERE id = NEW.household_id), '') || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = NEW.id), ''));
END""",
    """CREATE TRIGGER person_search_changed
AFTER UPDATE OF name, kana, mail, number, phone, mobile, sort_key, household_id ON person BEGIN
  UPDATE person_index SET sort_key = NEW.sort_key WHERE person_id = NEW.id;
  UPDATE person_search SET words = search_tokens(NEW.name, NEW.kana, NEW.mail, NEW.number) || ' ' || search_number_tokens(NEW.phone, NEW.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(name, kana), '') FROM person_before WHERE person_id = NEW.id), ''), place = coalesce((SELECT search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') FROM household WHERE id = NEW.household_id), '') || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = NEW.id), '')
  WHERE rowid = (SELECT doc FROM person_index WHERE person_id = NEW.id);
END""",
    """CREATE TRIGGER person_search_removed AFTER DELETE ON person WHEN NOT EXISTS (SELECT 1 FROM person_index_pause) BEGIN
  DELETE FROM person_search WHERE rowid = (SELECT doc FROM person_index WHERE person_id = OLD.id);
  DELETE FROM person_index WHERE person_id = OLD.id;
END""",
    """CREATE TRIGGER household_search_added AFTER INSERT ON household
WHEN NOT EXISTS (SELECT 1 FROM person_index_pause) AND EXISTS (SELECT 1 FROM person WHERE household_id = NEW.id) BEGIN UPDATE person_search SET
  words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '') FROM person_before AS past WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT CASE WHEN household.id IS NULL THEN '' ELSE search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') END || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN (SELECT id FROM person WHERE household_id = NEW.id
    UNION SELECT person_id FROM person_before WHERE household_id = NEW.id)); END""",
    """CREATE TRIGGER household_search_changed
AFTER UPDATE OF address, building, postal_code, phone ON household BEGIN UPDATE person_search SET
  words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '') FROM person_before AS past WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT CASE WHEN household.id IS NULL THEN '' ELSE search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') END || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN (SELECT id FROM person WHERE household_id = NEW.id
    UNION SELECT person_id FROM person_before WHERE household_id = NEW.id)); END""",
    """CREATE TRIGGER person_before_search_added AFTER INSERT ON person_before BEGIN UPDATE person_search SET
  words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '') FROM person_before AS past WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT CASE WHEN household.id IS NULL THEN '' ELSE search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') END || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN (NEW.person_id)); END""",
    """CREATE TRIGGER person_before_search_changed AFTER UPDATE ON person_before BEGIN UPDATE person_search SET
  words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '') FROM person_before AS past WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT CASE WHEN household.id IS NULL THEN '' ELSE search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') END || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN (NEW.person_id)); END""",
    """CREATE TRIGGER person_before_search_removed AFTER DELETE ON person_before BEGIN UPDATE person_search SET
  words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '') FROM person_before AS past WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT CASE WHEN household.id IS NULL THEN '' ELSE search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') END || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN (OLD.person_id)); END""",
    """CREATE TRIGGER household_before_search_added AFTER INSERT ON household_before BEGIN UPDATE person_search SET
  words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '') FROM person_before AS past WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT CASE WHEN household.id IS NULL THEN '' ELSE search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') END || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN (SELECT id FROM person WHERE household_id = NEW.household_id)); END""",
    """CREATE TRIGGER household_before_search_changed AFTER UPDATE ON household_before BEGIN UPDATE person_search SET
  words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '') FROM person_before AS past WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT CASE WHEN household.id IS NULL THEN '' ELSE search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') END || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN (SELECT id FROM person WHERE household_id = NEW.household_id)); END""",
    """CREATE TRIGGER household_before_search_removed AFTER DELETE ON household_before BEGIN UPDATE person_search SET
  words = (SELECT search_tokens(person.name, person.kana, person.mail, person.number) || ' ' || search_number_tokens(person.phone, person.mobile) || coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '') FROM person_before AS past WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT CASE WHEN household.id IS NULL THEN '' ELSE search_tokens(household.address, household.building) || ' ' || search_number_tokens(household.postal_code, household.phone) || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '') FROM household_before AS earlier WHERE earlier.household_id = household.id), '') END || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '') FROM person_before AS past JOIN household AS home ON home.id = past.household_id WHERE past.person_id = person.id), '') FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN (SELECT id FROM person WHERE household_id = OLD.household_id)); END""",
)


def upgrade() -> None:
    op.add_column("household", sa.Column("dues_kind", sa.String(), nullable=True))
    op.add_column("person", sa.Column("died", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("anonymised", sa.Date(), nullable=True))
    op.create_table(
        "earlier_membership",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=True),
        sa.Column("household_id", sa.LargeBinary(16), nullable=True),
        sa.Column("joined", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_earlier_membership_person_id_person")),
        sa.CheckConstraint('"joined" IS NULL OR "joined" < "until"', name=op.f("ck_earlier_membership_joins_first")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_membership")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_earlier_membership_household_id_household")
        ),
        sa.CheckConstraint("(person_id IS NULL) <> (household_id IS NULL)", name=op.f("ck_earlier_membership_of_one")),
    )
    op.create_index(op.f("ix_earlier_membership_household_id"), "earlier_membership", ["household_id"], unique=False)
    op.create_index(op.f("ix_earlier_membership_person_id"), "earlier_membership", ["person_id"], unique=False)
    op.create_table(
        "person_before",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("household_id", sa.LargeBinary(16), nullable=True),
        sa.Column("head", sa.Boolean(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_before")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_person_before_household_id_household")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_before_person_id_person")),
        sa.CheckConstraint('"since" IS NULL OR "since" < "until"', name=op.f("ck_person_before_starts_first")),
    )
    op.create_index(op.f("ix_person_before_household_id"), "person_before", ["household_id"], unique=False)
    op.create_index(op.f("ix_person_before_person_id"), "person_before", ["person_id"], unique=False)
    op.create_index(op.f("ix_person_before_until"), "person_before", ["until"], unique=False)
    op.create_table(
        "household_before",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.LargeBinary(16), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("area_id", sa.LargeBinary(16), nullable=True),
        sa.Column("house_number", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("building", sa.String(), nullable=False),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_household_before_household_id_household")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_household_before_area_id_area")),
        sa.CheckConstraint('"since" IS NULL OR "since" < "until"', name=op.f("ck_household_before_starts_first")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_before")),
    )
    op.create_index(op.f("ix_household_before_household_id"), "household_before", ["household_id"], unique=False)
    op.create_index(op.f("ix_household_before_until"), "household_before", ["until"], unique=False)
    op.create_table(
        "dues_rate",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.UniqueConstraint("fiscal_year", "kind", name=op.f("uq_dues_rate_fiscal_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_rate")),
        sa.CheckConstraint("amount >= 0 AND months > 0", name=op.f("ck_dues_rate_not_negative")),
    )
    op.create_table(
        "dues_round",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("collect_from", sa.Date(), nullable=False),
        sa.Column("collect_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_round")),
        sa.CheckConstraint("months BETWEEN 1 AND 12", name=op.f("ck_dues_round_within_a_year")),
    )
    op.create_index(op.f("ix_dues_round_fiscal_year"), "dues_round", ["fiscal_year"], unique=False)
    op.create_table(
        "dues_charge",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.LargeBinary(16), nullable=False),
        sa.Column("household_id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("exempt", sa.String(), nullable=False),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.UniqueConstraint("round_id", "household_id", name=op.f("uq_dues_charge_round_id")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_dues_charge_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_charge")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_dues_charge_household_id_household")),
        sa.ForeignKeyConstraint(["round_id"], ["dues_round.id"], name=op.f("fk_dues_charge_round_id_dues_round")),
    )
    op.create_index(op.f("ix_dues_charge_household_id"), "dues_charge", ["household_id"], unique=False)
    op.create_index(op.f("ix_dues_charge_round_id"), "dues_charge", ["round_id"], unique=False)
    op.create_table(
        "dues_payment",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("charge_id", sa.LargeBinary(16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("entry_id", sa.LargeBinary(16), nullable=False),
        sa.Column("receipt_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_dues_payment_entry_id_entry")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_dues_payment_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_payment")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_dues_payment_receipt_id_receipt")),
        sa.ForeignKeyConstraint(["charge_id"], ["dues_charge.id"], name=op.f("fk_dues_payment_charge_id_dues_charge")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_dues_payment_positive")),
    )
    op.create_index(op.f("ix_dues_payment_charge_id"), "dues_payment", ["charge_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id_person")),
        sa.CheckConstraint('"until" IS NULL OR "since" < "until"', name=op.f("ck_consent_starts_first")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_person_id"), "consent", ["person_id"], unique=False)
    op.create_table(
        "provision",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("persons", sa.JSON(), nullable=False),
        sa.Column("return_by", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
        sa.UniqueConstraint("fiscal_year", "number", name=op.f("uq_provision_fiscal_year")),
    )
    op.create_table(
        "not_duplicate",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.LargeBinary(16), nullable=False),
        sa.Column("other_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name=op.f("fk_not_duplicate_one_id_person")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_not_duplicate_other_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_duplicate")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_not_duplicate_one_id")),
    )

    for name in BEFORE:
        op.execute(f"DROP TRIGGER {name}")
    for statement in TRIGGERS:
        op.execute(statement)
