"""Texts, numbers and periods, in French and English typography."""
