"""Codes for more than a single product, country or zone, in tables and pictures."""

from __future__ import annotations

OTHER = "OTHER"
"""All products or countries that are not shown by name."""
TOTAL = "TOTAL"
"""All products."""
EU = "eu27"
EXTRA_EU = "extra-eu"
NO_ZONE = "none"
"""The zone of special and unknown country codes."""
