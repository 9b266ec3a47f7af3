"""Meetings (会議): attendance, quorum, resolutions and minutes."""
