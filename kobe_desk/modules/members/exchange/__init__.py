"""Rosters coming in: read, understood column by column, shown, and handed row by row to the import."""
