"""Japanese calendars, money, kana and addresses."""
