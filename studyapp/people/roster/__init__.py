"""Rosters: tables of people handed in, one line to a person and unit."""
