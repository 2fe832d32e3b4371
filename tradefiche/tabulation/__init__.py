"""Tabulation: a user's question becomes labelled tables that conform to the contract."""
