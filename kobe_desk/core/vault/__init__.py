"""Keys, opening, backup and restore of a desk (帳面); import the file you need."""
