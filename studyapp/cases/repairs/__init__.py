"""Making an extracted text clean, one reversible edit at a time."""
