"""What the pages of 会計 wish, done at the desk."""
