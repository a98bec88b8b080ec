"""Hebe: the management system of a medical-aesthetics clinic."""

__version__ = "0.1.0"
