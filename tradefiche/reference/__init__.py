"""Territories, products, countries and periods, read from `config/`."""
