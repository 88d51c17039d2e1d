"""Casebooks: reading, repairing, segmenting, keeping them."""
