"""The pages of 予約."""
