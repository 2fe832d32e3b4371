"""Words, numbers and periods in French and English print."""
