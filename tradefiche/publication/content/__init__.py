"""The sections of a fiche, one module each: they turn figures and phrases into blocks."""
