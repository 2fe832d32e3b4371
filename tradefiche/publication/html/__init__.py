"""A fiche, and the index of a batch, as web pages: one self-contained file each.

A page loads nothing: faces, pictures and data stand in it, and its own Content-Security-Policy
forbids everything else. It is whole without its script, which reads what it says from its tables.
Colours are custom properties of the style sheet, so that one picture serves on a light and on a
dark ground. Everything that a document says goes through `markup`, which escapes it.
"""
