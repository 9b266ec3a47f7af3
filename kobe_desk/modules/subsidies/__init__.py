"""Subsidies (助成): programmes as data, the application wizard, and the papers that are submitted."""
