"""The papers of the centre."""
