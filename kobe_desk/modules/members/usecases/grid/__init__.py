"""The list as a grid: columns beyond the usual ones, and cells written in place."""
