"""Helpers at the desk, and a packet without one."""
