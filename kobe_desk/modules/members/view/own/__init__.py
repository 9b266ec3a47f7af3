"""Tags, skills and fields of the association's own: defined on one page, written on the page of a person."""
