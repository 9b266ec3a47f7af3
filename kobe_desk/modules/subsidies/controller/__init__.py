"""What the pages of 助成 wish, done at the desk."""
