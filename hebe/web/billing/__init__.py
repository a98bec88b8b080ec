"""The till and the orders on screen."""
