"""Meetings in full: bodies, agenda, who may vote and who came, papers, minutes to search, things to do."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# Of what is copied from the tables before: the columns that stay, and what the new ones hold.
MEETING = (
    "id, version, body, title, fiscal_year, starts, ends, place, notice_sent, chair, secretary, signatories, "
    "opening, total, in_person, in_writing, by_proxy, void_writing, void_proxy, rules, state"
)
MEETING_NEW = {"way": "'hall'", "electronic": "0", "void_electronic": "0", "voteless": "0"}
RULES = (
    "id, version, body, since, unit, quorum, majority, rule_change, writing_counts, proxy_counts, "
    "blank_proxy_to_chair, chair_breaks_ties, notice_days, only_notified, signatories, secretary_may_sign"
)
RULES_NEW = {
    "dissolution": "'at_least 3/4 of all'",
    "disposal": "'at_least 3/4 of all'",
    "election": "'more_than 1/2 of cast'",
    "person_matters": "''",
    "writing_votes": "1",
    "blank_writing": "'abstain'",
    "electronic_counts": "0",
    "electronic_votes": "0",
    "proxy_votes": "1",
    "proxy_who": "'anyone'",
    "proxy_limit": "0",
    "absent_proxy_to_chair": "0",
    "both_papers": "'writing'",
    "chair_votes": "1",
    "officers_may_sign": "1",
    "seal": "0",
    "paper_resolution": "0",
    "articles": "''",
}
MOTION = (
    "id, version, meeting_id, position, number, title, proposal, discussion, rule, yes, no, abstain, invalid, "
    "excluded, unanimous, chair_says_yes, carried"
)
MOTION_NEW = {
    "kind": "'motion'",
    "presenter": "''",
    "planned": "0",
    "notified": "1",
    "postponed": "0",
    "matter": "'ordinary'",
    "method": "CASE WHEN carried IS NULL THEN '' WHEN unanimous THEN 'acclaim' ELSE 'hands' END",
    "interested": "'[]'",
    "ballot": "'{}'",
}
# The index minutes are searched by, and the triggers that keep it in step, as they were in this step.
SEARCH = (
    """CREATE VIRTUAL TABLE minutes_search USING fts5(
  words, content='', contentless_delete=1, tokenize='ascii')""",
    """CREATE TRIGGER meeting_search_added AFTER INSERT ON meeting BEGIN
  INSERT INTO minutes_index (owner_id, meeting_id) VALUES (NEW.id, NEW.id);
  INSERT INTO minutes_search (rowid, words)
  VALUES (last_insert_rowid(), search_tokens(NEW.title, NEW.place, NEW.chair, NEW.opening));
END""",
    """CREATE TRIGGER meeting_search_changed AFTER UPDATE OF title, place, chair, opening ON meeting BEGIN
  UPDATE minutes_search SET words = search_tokens(NEW.title, NEW.place, NEW.chair, NEW.opening)
  WHERE rowid = (SELECT doc FROM minutes_index WHERE owner_id = NEW.id);
END""",
    """CREATE TRIGGER meeting_search_removed AFTER DELETE ON meeting BEGIN
  DELETE FROM minutes_search WHERE rowid = (SELECT doc FROM minutes_index WHERE owner_id = OLD.id);
  DELETE FROM minutes_index WHERE owner_id = OLD.id;
END""",
    """CREATE TRIGGER agenda_item_search_added AFTER INSERT ON agenda_item BEGIN
  INSERT INTO minutes_index (owner_id, meeting_id) VALUES (NEW.id, NEW.meeting_id);
  INSERT INTO minutes_search (rowid, words)
  VALUES (last_insert_rowid(), search_tokens(NEW.title, NEW.proposal, NEW.discussion));
END""",
    """CREATE TRIGGER agenda_item_search_changed AFTER UPDATE OF title, proposal, discussion ON agenda_item BEGIN
  UPDATE minutes_search SET words = search_tokens(NEW.title, NEW.proposal, NEW.discussion)
  WHERE rowid = (SELECT doc FROM minutes_index WHERE owner_id = NEW.id);
END""",
    """CREATE TRIGGER agenda_item_search_removed AFTER DELETE ON agenda_item BEGIN
  DELETE FROM minutes_search WHERE rowid = (SELECT doc FROM minutes_index WHERE owner_id = OLD.id);
  DELETE FROM minutes_index WHERE owner_id = OLD.id;
END""",
)
INDEX_MEETINGS = (
    "INSERT INTO minutes_index (owner_id, meeting_id) SELECT id, id FROM meeting ORDER BY starts",
    "INSERT INTO minutes_search (rowid, words) SELECT doc, search_tokens(title, place, chair, opening) "
    "FROM minutes_index JOIN meeting ON meeting.id = owner_id",
)


def upgrade() -> None:
    _rules()
    _meeting()
    _tables()
    for statement in (*SEARCH, *INDEX_MEETINGS):
        op.execute(statement)
    _copy("motion", "agenda_item", MOTION, MOTION_NEW)  # the triggers index them
    op.drop_table("motion")


def _key() -> tuple[sa.Column[bytes], sa.Column[int]]:
    return sa.Column("id", sa.LargeBinary(16), nullable=False), sa.Column("version", sa.Integer(), nullable=False)


def _copy(old: str, new: str, kept: str, added: dict[str, str]) -> None:
    names, values = ", ".join((kept, *added)), ", ".join((kept, *added.values()))
    op.execute(f"INSERT INTO {new} ({names}) SELECT {values} FROM {old}")  # noqa: S608 - our own names


def _replace(name: str, kept: str, added: dict[str, str]) -> None:
    """The new table takes the place and the rows of the old one."""
    _copy(name, f"{name}_new", kept, added)
    op.drop_table(name)
    op.rename_table(f"{name}_new", name)


def _rules() -> None:
    op.create_table(
        "meeting_rules_new",
        *_key(),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("quorum", sa.String(), nullable=False),
        sa.Column("majority", sa.String(), nullable=False),
        sa.Column("rule_change", sa.String(), nullable=False),
        sa.Column("dissolution", sa.String(), nullable=False),
        sa.Column("disposal", sa.String(), nullable=False),
        sa.Column("election", sa.String(), nullable=False),
        sa.Column("person_matters", sa.String(), nullable=False),
        sa.Column("writing_counts", sa.Boolean(), nullable=False),
        sa.Column("writing_votes", sa.Boolean(), nullable=False),
        sa.Column("blank_writing", sa.String(), nullable=False),
        sa.Column("electronic_counts", sa.Boolean(), nullable=False),
        sa.Column("electronic_votes", sa.Boolean(), nullable=False),
        sa.Column("proxy_counts", sa.Boolean(), nullable=False),
        sa.Column("proxy_votes", sa.Boolean(), nullable=False),
        sa.Column("proxy_who", sa.String(), nullable=False),
        sa.Column("proxy_limit", sa.Integer(), nullable=False),
        sa.Column("absent_proxy_to_chair", sa.Boolean(), nullable=False),
        sa.Column("both_papers", sa.String(), nullable=False),
        sa.Column("blank_proxy_to_chair", sa.Boolean(), nullable=False),
        sa.Column("chair_votes", sa.Boolean(), nullable=False),
        sa.Column("chair_breaks_ties", sa.Boolean(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("only_notified", sa.Boolean(), nullable=False),
        sa.Column("signatories", sa.Integer(), nullable=False),
        sa.Column("secretary_may_sign", sa.Boolean(), nullable=False),
        sa.Column("officers_may_sign", sa.Boolean(), nullable=False),
        sa.Column("seal", sa.Boolean(), nullable=False),
        sa.Column("paper_resolution", sa.Boolean(), nullable=False),
        sa.Column("articles", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_rules")),
        sa.UniqueConstraint("body", "since", name=op.f("uq_meeting_rules_body")),
    )
    _replace("meeting_rules", RULES, RULES_NEW)


def _meeting() -> None:
    op.create_table(
        "meeting_new",
        *_key(),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(16), nullable=False),
        sa.Column("ends", sa.String(16), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("notice_sent", sa.Date(), nullable=True),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("secretary", sa.String(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("in_person", sa.Integer(), nullable=False),
        sa.Column("in_writing", sa.Integer(), nullable=False),
        sa.Column("by_proxy", sa.Integer(), nullable=False),
        sa.Column("void_writing", sa.Integer(), nullable=False),
        sa.Column("void_proxy", sa.Integer(), nullable=False),
        sa.Column("electronic", sa.Integer(), nullable=False),
        sa.Column("void_electronic", sa.Integer(), nullable=False),
        sa.Column("voteless", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    _replace("meeting", MEETING, MEETING_NEW)
    op.create_index(op.f("ix_meeting_fiscal_year"), "meeting", ["fiscal_year"], unique=False)


def _tables() -> None:
    op.create_table(
        "meeting_body",
        *_key(),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_body")),
        sa.UniqueConstraint("key", name=op.f("uq_meeting_body_key")),
        sa.UniqueConstraint("mark", name=op.f("uq_meeting_body_mark")),
    )
    op.create_table(
        "agenda_item",
        *_key(),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("parent_id", sa.LargeBinary(16), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("presenter", sa.String(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("discussion", sa.String(), nullable=False),
        sa.Column("notified", sa.Boolean(), nullable=False),
        sa.Column("postponed", sa.Boolean(), nullable=False),
        sa.Column("taken_from_id", sa.LargeBinary(16), nullable=True),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("excluded_present", sa.Integer(), nullable=True),
        sa.Column("unanimous", sa.Boolean(), nullable=False),
        sa.Column("chair_says_yes", sa.Boolean(), nullable=True),
        sa.Column("carried", sa.Boolean(), nullable=True),
        sa.Column("interested", sa.JSON(), nullable=False),
        sa.Column("ballot", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["parent_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_parent_id_agenda_item")),
        sa.ForeignKeyConstraint(
            ["taken_from_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_taken_from_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("number", name=op.f("uq_agenda_item_number")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_document",
        *_key(),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item_id", sa.LargeBinary(16), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["content"], ["document_content.id"], name=op.f("fk_meeting_document_content_document_content")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_meeting_document_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_document_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_document")),
    )
    op.create_index(op.f("ix_meeting_document_meeting_id"), "meeting_document", ["meeting_id"], unique=False)
    op.create_table(
        "minutes_signature",
        *_key(),
        sa.Column("minutes_id", sa.LargeBinary(16), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=True),
        sa.Column("first_sha256", sa.String(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["content"], ["document_content.id"], name=op.f("fk_minutes_signature_content_document_content")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["adopted_minutes.id"], name=op.f("fk_minutes_signature_minutes_id_adopted_minutes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_signature")),
        sa.UniqueConstraint("minutes_id", "name", name=op.f("uq_minutes_signature_minutes_id")),
    )
    op.create_index(op.f("ix_minutes_signature_minutes_id"), "minutes_signature", ["minutes_id"], unique=False)
    op.create_table(
        "action_item",
        *_key(),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("item_id", sa.LargeBinary(16), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("closed_in_id", sa.LargeBinary(16), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["closed_in_id"], ["meeting.id"], name=op.f("fk_action_item_closed_in_id_meeting")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_action_item_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_action_item_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_action_item_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_item")),
    )
    op.create_index(op.f("ix_action_item_meeting_id"), "action_item", ["meeting_id"], unique=False)
    op.create_table(
        "voter",
        *_key(),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=True),
        sa.Column("household_id", sa.LargeBinary(16), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("batch_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_voter_household_id_household")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_voter_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_voter_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voter")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_voter_meeting_id")),
    )
    op.create_table(
        "presence",
        *_key(),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("voter_id", sa.LargeBinary(16), nullable=False),
        sa.Column("came", sa.String(16), nullable=False),
        sa.Column("left", sa.String(16), nullable=True),
        sa.Column("from_item_id", sa.LargeBinary(16), nullable=True),
        sa.Column("until_item_id", sa.LargeBinary(16), nullable=True),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_item_id"], ["agenda_item.id"], name=op.f("fk_presence_from_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_presence_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["until_item_id"], ["agenda_item.id"], name=op.f("fk_presence_until_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["voter_id"], ["voter.id"], name=op.f("fk_presence_voter_id_voter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_meeting_id"), "presence", ["meeting_id"], unique=False)
    op.create_table(
        "slip",
        *_key(),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("voter_id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("received", sa.String(16), nullable=False),
        sa.Column("holder_id", sa.LargeBinary(16), nullable=True),
        sa.Column("holder_name", sa.String(), nullable=False),
        sa.Column("holder_came", sa.Boolean(), nullable=False),
        sa.Column("to_chair", sa.Boolean(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("objects", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["holder_id"], ["voter.id"], name=op.f("fk_slip_holder_id_voter")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_slip_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["voter_id"], ["voter.id"], name=op.f("fk_slip_voter_id_voter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip")),
    )
    op.create_index(op.f("ix_slip_meeting_id"), "slip", ["meeting_id"], unique=False)
    op.create_table(
        "notice_sending",
        *_key(),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_notice_sending_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_sending")),
    )
    op.create_index(op.f("ix_notice_sending_meeting_id"), "notice_sending", ["meeting_id"], unique=False)
    op.create_table(
        "minutes_index",
        sa.Column("doc", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.LargeBinary(16), nullable=False),
        sa.Column("meeting_id", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("doc", name=op.f("pk_minutes_index")),
        sa.UniqueConstraint("owner_id", name=op.f("uq_minutes_index_owner_id")),
    )
