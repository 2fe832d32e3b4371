"""Codes that stand for no single product, country or zone, in tables as in pictures."""

from __future__ import annotations

OTHER = "OTHER"
"""What lies beyond the products or countries named."""
TOTAL = "TOTAL"
"""All products."""
EU = "eu27"
EXTRA_EU = "extra-eu"
NO_ZONE = "none"
"""What is in no zone: no country, or one that is not known."""
