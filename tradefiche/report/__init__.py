"""Text for the terminal: tables, checks, revisions and lists."""
