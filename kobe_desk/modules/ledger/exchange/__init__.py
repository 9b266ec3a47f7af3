"""What goes into the ledger from files and out of it again."""
