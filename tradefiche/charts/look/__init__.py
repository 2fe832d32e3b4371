"""Themes: colours, lengths and fonts, and how an agency's theme is laid over the shipped one."""
