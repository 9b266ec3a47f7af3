"""Checks signed PDFs and packages: unaltered, signer known, time trusted. Three answers, never one."""
