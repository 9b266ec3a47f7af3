"""What goes in and out of the centre's book: calendar files, tables, the wall's matrices of past years."""
