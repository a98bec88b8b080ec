"""The demo: one believable story of a two-store group, made by calling acts, never by SQL."""
