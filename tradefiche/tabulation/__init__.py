"""A question of the user becomes labelled tables that conform to the contract."""
