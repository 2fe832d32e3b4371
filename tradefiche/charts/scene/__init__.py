"""The marks of a picture with absolute coordinates, their order and the frame around them."""
