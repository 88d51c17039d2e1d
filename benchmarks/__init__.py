"""Figures of the product, as multiples of a floor measured in the same run: `make bench`."""
