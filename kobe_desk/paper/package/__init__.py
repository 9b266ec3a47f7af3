"""The submission package (提出用の書類一式): a BagIt bag in a zip, written, and read again without trusting it."""
