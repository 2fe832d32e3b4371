"""What keeps the tests, and the programs they start, from reaching beyond this machine."""
