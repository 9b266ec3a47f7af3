"""Names with a star at their end, as `reuse` and `delegate` of a definition use them."""


def covers(pattern: str, name: str) -> bool:
    """Whether `bank_*` or `members` means a name."""
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
