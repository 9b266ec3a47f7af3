"""Pure arithmetic of the ledger, without a database."""
