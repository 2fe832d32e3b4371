"""Checks of the publication with tools from elsewhere: `python -m tests.tools`."""
