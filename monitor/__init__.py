"""Ronda: a night watch for the Indonesian press."""
