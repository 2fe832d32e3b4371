"""Find, merge and check YAML files; an error names file, key and what was expected."""
