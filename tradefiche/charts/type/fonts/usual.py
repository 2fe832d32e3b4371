"""The characters of the fonts that pictures embed: those of fixed texts and most labels."""

from __future__ import annotations

import string

_ASCII = string.ascii_letters + string.digits + string.punctuation + " "
USUAL = frozenset(_ASCII).union(
    "ÀÂÇÉÈÊËÎÏÔŒÙÛàâçéèêëîïôœùûüæáíóúãñöäåø",
    "\u00a0\u202f\u2009«»‑–—‘’‚“”„•…·°±×²€←↑→↓−≈≤≥ᵉʳ■▲▼●",
)
USUAL_NUMERIC = frozenset(_ASCII).union("àé\u00a0\u202f’·×–€−→≈±")
