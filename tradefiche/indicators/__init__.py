"""Indicators: pure functions from rows to tables, one module a table."""
