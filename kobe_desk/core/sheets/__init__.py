"""Reads the rows of CSV and XLSX files as text, with the line each stands on, and writes rows into such files."""
