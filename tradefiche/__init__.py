"""From the French Customs' open data to the foreign-trade fiche of a territory."""

__version__ = "0.1.0"
