"""Where things go in a picture: plain functions on numbers, without any drawing library."""
