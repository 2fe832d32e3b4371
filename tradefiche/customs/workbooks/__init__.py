"""The yearly workbooks of a région: rows by département, A129 and country, three years a file."""
