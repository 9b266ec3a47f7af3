"""The screen: desk, window and widgets that know no module."""
