"""The history of the tables: numbered steps, one sentence each."""
