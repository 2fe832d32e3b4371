"""What each indicator is, said once: docstrings, lists, workbooks and fiches are made from it."""
