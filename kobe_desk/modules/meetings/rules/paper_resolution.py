"""Resolutions without a meeting (地方自治法260条の19の2): all agree to deciding on paper, or to the proposal itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """Whether deciding on paper is valid: `objected` to the method stop it, `silent` have not answered yet."""

    total: int
    agreed: int
    objected: int

    @property
    def silent(self) -> int:
        return self.total - self.agreed - self.objected

    @property
    def valid(self) -> bool:
        return self.total > 0 and self.agreed == self.total

    @property
    def stopped(self) -> bool:
        """One objection is enough, whatever the others say."""
        return self.objected > 0
