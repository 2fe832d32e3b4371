"""A fiche, and the index of a batch, as web pages: one self-contained file each.

A page loads nothing: fonts, pictures and data are embedded, and its own Content-Security-Policy
forbids everything else. It is complete without its script, which takes its texts from the page.
Colours are custom properties of the style sheet, so that one picture works in light and dark mode.
All content of a document goes through `markup`, which escapes it.
"""
