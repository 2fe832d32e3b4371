"""The characters that faces are cut to for pictures: those of our texts and most labels."""

from __future__ import annotations

import string

_ASCII = string.ascii_letters + string.digits + string.punctuation + " "
_SIGNS = "\u00a0\u202f\u2009«»‑–—‘’‚“”„•…·°±×²€←↑→↓−≈≤≥ᵉʳ■▲▼●"
USUAL = frozenset(f"{_ASCII}{_SIGNS}ÀÂÇÉÈÊËÎÏÔŒÙÛàâçéèêëîïôœùûüæáíóúãñöäåø")
USUAL_NUMERIC = frozenset(f"{_ASCII}àé\u00a0\u202f’·×–€−→≈±")
