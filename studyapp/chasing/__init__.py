"""Chasing: who has not finished is reminded, at the right moment, on the right way, and never twice."""
