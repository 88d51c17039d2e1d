"""Wrong options: from other cases of the library, from the class lexicon, from numeric grids."""
