"""The ledger in full: places for money, transfers, receipts kept, budget, closed months, settlements, the bank's lines.

What was written before lies in the cash box; from there it can be moved to where it really is.
"""

import sqlalchemy as sa
from alembic import op

from kobe_desk.core.ids import new_id

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("account", sa.Column("role", sa.String(), nullable=True))
    op.add_column("account", sa.Column("retired", sa.Date(), nullable=True))
    op.execute("UPDATE account SET role = 'carried' WHERE name LIKE '%繰越%' AND kind = 'income'")
    op.create_table(
        "purse",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purse")),
        sa.UniqueConstraint("name", name=op.f("uq_purse_name")),
    )
    _entries_with_purses()
    op.create_table(
        "transfer",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source_id", sa.LargeBinary(16), nullable=False),
        sa.Column("target_id", sa.LargeBinary(16), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reverses", sa.LargeBinary(16), nullable=True),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_transfer_not_zero")),
        sa.CheckConstraint("source_id <> target_id", name=op.f("ck_transfer_two_purses")),
        sa.ForeignKeyConstraint(["reverses"], ["transfer.id"], name=op.f("fk_transfer_reverses_transfer")),
        sa.ForeignKeyConstraint(["source_id"], ["purse.id"], name=op.f("fk_transfer_source_id_purse")),
        sa.ForeignKeyConstraint(["target_id"], ["purse.id"], name=op.f("fk_transfer_target_id_purse")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("reverses", name=op.f("uq_transfer_reverses")),
    )
    op.create_index(op.f("ix_transfer_fiscal_year"), "transfer", ["fiscal_year"], unique=False)
    op.create_table(
        "voucher",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["content"], ["document_content.id"], name=op.f("fk_voucher_content_document_content")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_voucher_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher")),
    )
    op.create_index(op.f("ix_voucher_entry_id"), "voucher", ["entry_id"], unique=False)
    op.create_table(
        "budget_line",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_line_not_negative")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_budget_line_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("fiscal_year", "account_id", name=op.f("uq_budget_line_fiscal_year")),
    )
    op.create_table(
        "book_closing",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reopened", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book_closing")),
    )
    op.create_index(op.f("ix_book_closing_month"), "book_closing", ["month"], unique=False)
    op.create_table(
        "cash_count",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closing_id", sa.LargeBinary(16), nullable=False),
        sa.Column("purse_id", sa.LargeBinary(16), nullable=False),
        sa.Column("book", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["book_closing.id"], name=op.f("fk_cash_count_closing_id_book_closing")
        ),
        sa.ForeignKeyConstraint(["purse_id"], ["purse.id"], name=op.f("fk_cash_count_purse_id_purse")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_count")),
        sa.UniqueConstraint("closing_id", "purse_id", name=op.f("uq_cash_count_closing_id")),
    )
    op.create_table(
        "year_end",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("treasurer", sa.String(), nullable=False),
        sa.Column("auditors", sa.JSON(), nullable=False),
        sa.Column("audited", sa.Date(), nullable=True),
        sa.Column("assets", sa.JSON(), nullable=False),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_end")),
        sa.UniqueConstraint("fiscal_year", name=op.f("uq_year_end_fiscal_year")),
    )
    op.create_table(
        "book_export",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book_export")),
        sa.UniqueConstraint("fiscal_year", "number", name=op.f("uq_book_export_fiscal_year")),
    )
    op.create_table(
        "bank_layout",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("purse_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(["purse_id"], ["purse.id"], name=op.f("fk_bank_layout_purse_id_purse")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_layout")),
    )
    op.create_table(
        "bank_taking",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("purse_id", sa.LargeBinary(16), nullable=False),
        sa.Column("taken_back", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["purse_id"], ["purse.id"], name=op.f("fk_bank_taking_purse_id_purse")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_taking")),
    )
    op.create_table(
        "bank_line",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("taking_id", sa.LargeBinary(16), nullable=False),
        sa.Column("purse_id", sa.LargeBinary(16), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("entry_id", sa.LargeBinary(16), nullable=True),
        sa.Column("transfer_id", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_bank_line_entry_id_entry")),
        sa.ForeignKeyConstraint(["purse_id"], ["purse.id"], name=op.f("fk_bank_line_purse_id_purse")),
        sa.ForeignKeyConstraint(["taking_id"], ["bank_taking.id"], name=op.f("fk_bank_line_taking_id_bank_taking")),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], name=op.f("fk_bank_line_transfer_id_transfer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_line")),
    )
    op.create_index(op.f("ix_bank_line_mark"), "bank_line", ["mark"], unique=False)
    op.create_index(op.f("ix_bank_line_taking_id"), "bank_line", ["taking_id"], unique=False)


def _entries_with_purses() -> None:
    """The table of entries made anew: a column that may not be empty cannot be added to one with rows."""
    op.execute("DROP INDEX ix_entry_fiscal_year")
    op.create_table(
        "entry_new",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=False),
        sa.Column("purse_id", sa.LargeBinary(16), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("reverses", sa.LargeBinary(16), nullable=True),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_entry_not_zero")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_entry_account_id_account")),
        sa.ForeignKeyConstraint(["purse_id"], ["purse.id"], name=op.f("fk_entry_purse_id_purse")),
        sa.ForeignKeyConstraint(["reverses"], ["entry.id"], name=op.f("fk_entry_reverses_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("reverses", name=op.f("uq_entry_reverses")),
    )
    connection = op.get_bind()
    if connection.execute(sa.text("SELECT count(*) FROM account")).scalar_one():
        cash = new_id().bytes
        add = sa.text("INSERT INTO purse (id, version, name, kind, position) VALUES (:id, 1, :name, :kind, :position)")
        for position, (key, name, kind) in enumerate(
            ((cash, "現金", "cash"), (new_id().bytes, "預金", "bank")), start=1
        ):
            connection.execute(add, {"id": key, "name": name, "kind": kind, "position": position})
        copy = sa.text(
            "INSERT INTO entry_new (id, version, number, fiscal_year, day, account_id, purse_id, amount, text, "
            "partner, reverses) SELECT id, version, number, fiscal_year, day, account_id, :cash, amount, text, "
            "partner, reverses FROM entry"
        )
        connection.execute(copy, {"cash": cash})
    op.execute("DROP TABLE entry")
    op.execute("ALTER TABLE entry_new RENAME TO entry")
    op.create_index(op.f("ix_entry_fiscal_year"), "entry", ["fiscal_year"], unique=False)
