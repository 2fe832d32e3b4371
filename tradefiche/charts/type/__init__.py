"""Fonts, and texts measured and broken into lines with their metrics."""
