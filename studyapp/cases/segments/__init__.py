"""Finding the cases in a clean text, and the parts of each."""
