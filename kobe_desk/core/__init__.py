"""What everything stands on: no Qt, knows no module."""
