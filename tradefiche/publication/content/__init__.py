"""The parts of a fiche, one module each: from figures and phrases to blocks."""
