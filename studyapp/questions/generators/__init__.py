"""One file per way of making a question; all return the same frozen draft with its evidence."""
