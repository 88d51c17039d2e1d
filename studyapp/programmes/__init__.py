"""Programmes: several modules over weeks, given at once, each week with dates that people are at work."""
