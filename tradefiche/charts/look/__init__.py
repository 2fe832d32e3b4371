"""Themes: colours, measures and faces, and an agency's own laid over them."""
