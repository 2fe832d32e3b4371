"""Positions in a picture, computed by plain functions on numbers without any drawing library."""
