"""Territories, products, countries and periods: frozen objects over `config/`."""
