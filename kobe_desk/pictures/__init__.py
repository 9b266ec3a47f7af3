"""Pictures of every screen and every paper, and the tour through the real program on which they are taken.

The tests of every window take the same tour.
"""
