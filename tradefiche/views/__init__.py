"""Views of a table's rows, shared by charts, terminal text and fiches."""
