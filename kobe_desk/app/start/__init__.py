"""The pages before a desk is open: first run, opening, and bringing back a backup."""
