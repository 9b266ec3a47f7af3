"""The money (会計): number series, receipts and a plain cash book."""
