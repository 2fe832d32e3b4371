"""Indicators: pure functions from rows to tables, one module per table."""
