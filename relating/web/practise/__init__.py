"""Practising alone, with cards that both wrote."""
