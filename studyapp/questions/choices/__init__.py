"""Questions answered by choosing: statements to judge, statements to compare, pairs to match."""
