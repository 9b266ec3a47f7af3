"""Centre bookings (施設予約)."""
