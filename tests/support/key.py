"""A fixed data key for the tests: slots and their slow derivation have tests of their own."""

KEY = bytes(range(32))
