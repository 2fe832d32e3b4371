"""YAML files found, merged and checked; a fault names file, key and what was expected."""
