"""What the pages of 予約 wish, done at the desk."""
