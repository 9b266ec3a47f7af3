"""The drawers of the desk, from left to right: a module may know those to its left."""

MODULES = ("association", "ledger", "members", "bookings", "meetings", "subsidies")
