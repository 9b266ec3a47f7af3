"""Tags, skills and fields of the association's own."""
