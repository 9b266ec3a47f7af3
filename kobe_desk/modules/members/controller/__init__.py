"""What the pages of 名簿 wish, done at the desk; each imported when its page is first wanted."""
