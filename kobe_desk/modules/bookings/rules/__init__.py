"""The arithmetic of bookings: pure functions on plain values, without a database."""
