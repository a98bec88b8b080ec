"""The kind of work that care makes."""

FOLLOW_UP = "follow_up"
