"""The pages of 名簿, each imported when it is first wanted."""
