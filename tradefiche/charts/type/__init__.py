"""Texts measured, broken into lines and set in the faces at hand."""
