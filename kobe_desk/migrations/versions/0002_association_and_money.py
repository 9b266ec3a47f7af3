"""The association and its money."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "association",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("legal_form", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("founded", sa.Date(), nullable=True),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("activities", sa.String(), nullable=False),
        sa.Column("fee", sa.String(), nullable=False),
        sa.Column("year_starts", sa.Integer(), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_phone", sa.String(), nullable=False),
        sa.Column("contact_hours", sa.String(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_association")),
    )
    op.create_table(
        "bank_account",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bank", sa.String(), nullable=False),
        sa.Column("bank_code", sa.String(), nullable=False),
        sa.Column("branch", sa.String(), nullable=False),
        sa.Column("branch_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("holder_kana", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_account")),
    )
    op.create_table(
        "document_content",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_content")),
    )
    op.create_table(
        "meeting_rules",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("quorum", sa.String(), nullable=False),
        sa.Column("majority", sa.String(), nullable=False),
        sa.Column("rule_change", sa.String(), nullable=False),
        sa.Column("writing_counts", sa.Boolean(), nullable=False),
        sa.Column("proxy_counts", sa.Boolean(), nullable=False),
        sa.Column("blank_proxy_to_chair", sa.Boolean(), nullable=False),
        sa.Column("chair_breaks_ties", sa.Boolean(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("only_notified", sa.Boolean(), nullable=False),
        sa.Column("signatories", sa.Integer(), nullable=False),
        sa.Column("secretary_may_sign", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_rules")),
        sa.UniqueConstraint("body", "since", name=op.f("uq_meeting_rules_body")),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("name", name=op.f("uq_office_name")),
    )
    op.create_table(
        "signing_root",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("made", sa.Date(), nullable=False),
        sa.Column("crl", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_root")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_signing_root_fingerprint")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["content"], ["document_content.id"], name=op.f("fk_document_content_document_content")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("reverses", sa.LargeBinary(16), nullable=True),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_entry_not_zero")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_entry_account_id_account")),
        sa.ForeignKeyConstraint(["reverses"], ["entry.id"], name=op.f("fk_entry_reverses_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("reverses", name=op.f("uq_entry_reverses")),
    )
    op.create_index(op.f("ix_entry_fiscal_year"), "entry", ["fiscal_year"], unique=False)
    op.create_table(
        "officer_key",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("root_id", sa.LargeBinary(16), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("revoked", sa.Date(), nullable=True),
        sa.Column("content", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["content"], ["document_content.id"], name=op.f("fk_officer_key_content_document_content")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["signing_root.id"], name=op.f("fk_officer_key_root_id_signing_root")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_key")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_officer_key_fingerprint")),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("payer", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("entry_id", sa.LargeBinary(16), nullable=False),
        sa.Column("cancelled", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_receipt_positive")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_receipt_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("fiscal_year", "number", name=op.f("uq_receipt_fiscal_year")),
    )
