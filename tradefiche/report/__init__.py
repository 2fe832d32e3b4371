"""What the terminal says: tables, checks, revisions and lists as text."""
