"""What pictures, texts and fiches alike show of a table's rows."""
