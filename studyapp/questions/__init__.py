"""Questions that prove themselves: knowledge points, generators, gates, the bank, marking."""
