"""Tables that people hand in, as spreadsheet programs write them."""
