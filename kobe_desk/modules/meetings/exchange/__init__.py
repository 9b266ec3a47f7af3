"""Jobs of meetings that are no papers: digital signatures under the minutes."""
