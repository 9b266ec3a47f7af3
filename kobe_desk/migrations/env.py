"""Alembic asks for this file; the steps are run by `core.migrate`, on its connection and in its transaction."""
