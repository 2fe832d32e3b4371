"""Codes that stand for more, or less, than one product, country, zone or place."""

from __future__ import annotations

OTHER = "OTHER"
"""All products or countries that are not shown by name."""
TOTAL = "TOTAL"
"""All products."""
EU = "eu27"
EXTRA_EU = "extra-eu"
NOWHERE = "98"
"""The Customs' département code for rows of no département."""
NO_ZONE = "none"
"""The zone of special and unknown country codes."""
