"""Views of the till and the orders."""
