"""Keys on a token or a card (PKCS#11): looked at and used in a child process of their own, never in the program's."""
