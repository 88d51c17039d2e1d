"""Modules, assignments, papers, attempts, progress."""
