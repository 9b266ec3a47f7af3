"""The list of people as a grid: its columns, what would change, the choice of columns, and the bar of many."""
